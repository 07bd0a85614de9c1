/** Text that Markdown shows as it stands: no links, no marks, no `$(icons)`. White space and line breaks become single spaces. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('$(', '$\u2060(') // icons are drawn after escapes are resolved, so a word joiner keeps the two apart
    .replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
