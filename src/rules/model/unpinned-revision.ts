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
  reads: ['python', 'notebook', 'javascript', 'training-config'],
  messages: {
    moving: '{model} is loaded from "{revision}", so its files can change without a change here. {advice}',
  },
  check(document, { known, report }) {
    for (const load of document.mentions('model')) {
      if (load.relation !== 'uses' || load.revisionState === 'unknown' || isCommit(load.revision?.text)) continue;
      const model = load.name.text;
      if (known.isLocal(document.path, model)) continue;
      const revision = load.revision?.text ?? 'main';
      const head = known.commitOf('model', model, revision);
      report(
        load.revision ?? load.name,
        'moving',
        { model, revision, advice: advice(head), commit: head?.commit },
        { subject: modelPurl(model, load.revision?.text), fixes: pin(document, load, head) },
      );
    }
  },
});

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
