/**
 * A text as one word of a command that a person may put into any shell, of Windows as well; nothing where it would need signs that
 * shells read in different ways, or reads like an option.
 */
export function shellWord(text: string): string | undefined {
  if (!/^[\p{L}\p{N}_./][\p{L}\p{N}\p{M}_.@/+=: -]*$/u.test(text) || text.endsWith(' ')) return undefined;
  return text.includes(' ') ? `"${text}"` : text;
}
