import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { CommitInUse } from '../../domain/knowledge';
import type { ModelMention } from '../../domain/mention';
import { modelPurl } from '../../packaging/purl';
import { rule } from '../rule';

/** A model named without a commit can change under the program that loads it. */
export const unpinnedRevision = rule({
  id: 'model/unpinned-revision',
  title: 'A model is loaded from a branch or tag instead of a commit',
  severity: 'warning',
  fix: 'safe',
  reads: ['python', 'notebook', 'javascript', 'training-config', 'dockerfile'],
  messages: {
    moving: '{model} is loaded from "{revision}", so its files can change without a change here. {advice}',
    code: 'The code of {model} is fetched from GitHub at {revision} and run, so what runs can change without a change here. Pin the 40-character commit that was checked.',
  },
  check(document, { known, report }) {
    for (const load of document.mentions('model')) {
      const { relation, registry, name, revision, revisionState } = load;
      if (relation !== 'uses' || revisionState === 'unknown' || isCommit(revision?.text)) continue;
      if (document.kind === 'dockerfile' && !isPinnable(load)) continue;
      const subject = modelPurl(name.text, revision?.text, registry);
      if (registry === 'github') {
        const at = revision ? `"${revision.text}"` : 'its default branch';
        report(revision ?? name, 'code', { model: name.text, revision: at }, { subject });
      } else if (registry === undefined && !known.isLocal(document.path, name.text)) {
        const asked = revision?.text ?? 'main';
        const head = known.commitOf('model', name.text, asked);
        report(
          revision ?? name,
          'moving',
          { model: name.text, revision: asked, advice: advice(head), commit: head?.commit },
          { subject, fixes: pin(document, load, head) },
        );
      }
    }
  },
});

/** In a recipe of an image, a variable or a later command may pin what the command that names a model does not. */
function isPinnable({ revision, revisionSlot }: ModelMention): boolean {
  return revision !== undefined || revisionSlot !== undefined;
}

/** Only the full hash of a commit cannot move: https://huggingface.co/docs/huggingface_hub/guides/download */
function isCommit(revision: string | undefined): boolean {
  return revision !== undefined && /^[0-9a-f]{40}$/.test(revision);
}

function advice(head: CommitInUse | undefined): string {
  if (!head) return 'Pin the 40-character commit that was checked.';
  return `Pin the commit in use now, ${short(head.commit)} (from ${head.source}).`;
}

function pin(document: Document, load: ModelMention, head: CommitInUse | undefined): readonly Fix[] {
  const edit = head && edited(load, head.commit);
  if (!edit) return [];
  return [{ title: `Pin revision ${short(head.commit)}`, safety: 'safe', edits: [{ path: document.path, ...edit }] }];
}

function edited({ revision, revisionSlot: slot }: ModelMention, commit: string) {
  if (revision) return { start: revision.start, end: revision.end, newText: commit };
  return slot && { start: slot.at, end: slot.at, newText: slot.before + commit + slot.after };
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
