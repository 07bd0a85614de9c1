import { rule } from '../rule';
import { nameOf, weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** A pointer of Git LFS has the name of a weight file and none of its content: loading it fails, and checking it says nothing. */
export const lfsPointer = rule({
  id: 'weights/lfs-pointer',
  title: 'Git LFS has not fetched a weight file',
  severity: 'info',
  fix: 'none',
  reads: weightsAndNamers,
  messages: {
    pointer:
      '{name} is a pointer of Git LFS: its content has not been fetched, so nothing is known of what loading it does. Run "git lfs pull".',
    named: {
      text: '{name} is loaded here, but it is a pointer of Git LFS whose content has not been fetched, so loading it fails. Run "git lfs pull".',
      severity: 'warning',
    },
  },
  check(document, { known, report }) {
    for (const { path, facts, where, written, subject, related } of weightsSpokenOf(document, known)) {
      if (facts.format !== 'lfs-pointer') continue;
      const isCode = document.kind === 'python' || document.kind === 'notebook';
      if (written && !isCode) continue;
      report(where, written ? 'named' : 'pointer', { name: nameOf(path) }, { subject, related });
    }
  },
});
