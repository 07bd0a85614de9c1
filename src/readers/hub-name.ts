/**
 * Whether a name can be one of a repository on the Hugging Face Hub: `name` or `owner/name`, 96 characters at most.
 * The rules are those of `validate_repo_id` in https://github.com/huggingface/huggingface_hub
 */
export function isHubName(name: string): boolean {
  if (name.length > 96 || name.includes('--') || name.includes('..') || name.endsWith('.git')) return false;
  return /^(?:\w(?:[\w.-]*\w)?\/)?\w(?:[\w.-]*\w)?$/.test(name);
}

/** Whether a name can only be a path on this computer: it begins like one, or has more parts than the Hub allows. */
export function isPath(name: string): boolean {
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return false;
  if (/^(?:\.{0,2}[/\\]|\.{1,2}$|~|[A-Za-z]:)/.test(name) || name.includes('\\')) return true;
  return /^[^/]+\/(?:[^/]+\/|$)/.test(name);
}
