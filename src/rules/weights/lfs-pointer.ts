import { rule } from '../rule';
import { fetchAnew } from './fetch';
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
    copied: {
      text: '{name} is copied into the image here, but it is a pointer of Git LFS whose content has not been fetched, so the image has no model. Run "git lfs pull" before the build.',
      severity: 'warning',
    },
  },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { path, facts, where, written, subject, related } = spoken;
      if (facts.format !== 'lfs-pointer') continue;
      const message = written ? saidBy[document.kind] : 'pointer';
      const commands = fetchAnew(spoken, known);
      if (message) report(where, message, { name: nameOf(path) }, { subject, related, commands });
    }
  },
});

/** Configurations may be read where the file is fetched. */
const saidBy: Readonly<Record<string, 'named' | 'copied' | undefined>> = {
  python: 'named',
  notebook: 'named',
  dockerfile: 'copied',
};
