import { posix } from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { withIgnore } from '../project/policy-edit';
import type { Session } from '../session';
import { LineIndex } from '../text/line-index';
import type { Position } from '../text/place';
import { uriOf } from './uri';

/**
 * The edit that silences a rule at a line: a comment where the file has comments, else an entry in the policy file,
 * which is made where there is none. `policyText` is the policy's text now. `undefined` where neither can be done.
 */
export function suppression(
  session: Session,
  path: string,
  line: number,
  rule: string,
  reason: string,
  policyText?: string,
): WorkspaceEdit | undefined {
  const document = session.document(path);
  const mark = document?.reading.comments;
  return document && mark
    ? commentEdit(path, line, document.lines, `${mark} weighbridge: ignore ${rule} -- ${reason}`)
    : policyEdit(session, path, rule, reason, policyText);
}

/** At the end of the line, or above it where something follows that a comment would cut off. */
function commentEdit(path: string, line: number, lines: LineIndex, comment: string): WorkspaceEdit {
  const { start, end } = lines.line(line);
  const text = lines.text.slice(start, end);
  const goesOn = /\\\s*$/.test(text) || text.includes('weighbridge: ignore');
  const indent = /^[ \t]*/.exec(text)![0];
  const at: Position = { line, character: goesOn ? 0 : text.trimEnd().length };
  const newText = goesOn ? `${indent}${comment}${lines.text.includes('\r\n') ? '\r\n' : '\n'}` : `  ${comment}`;
  const range = { start: at, end: goesOn ? at : { line, character: text.length } };
  return { changes: { [uriOf(path)]: [{ range, newText }] } };
}

function policyEdit(
  session: Session,
  path: string,
  rule: string,
  reason: string,
  policyText: string | undefined,
): WorkspaceEdit | undefined {
  const existing = session.policyFileFor(path);
  const policy = existing ?? `${session.rootOf(path)}/weighbridge.yaml`;
  const relative = path.slice(posix.dirname(policy).length + 1);
  const text = existing === undefined ? '' : policyText;
  const newText = text === undefined ? undefined : withIgnore(text, { rule, path: relative, reason });
  if (text === undefined || newText === undefined) return undefined;
  const lines = new LineIndex(text);
  const edits = [{ range: lines.range({ start: 0, end: text.length }), newText }];
  const uri = uriOf(policy);
  const create = existing === undefined ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : [];
  return { documentChanges: [...create, { textDocument: { uri, version: null }, edits }] };
}
