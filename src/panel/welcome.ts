import { type Content, element } from './element';
import { disclosure, isOpen } from './section';
import { plural } from './summary';
import type { View } from './view';

/** What to say instead of a result: no folder, nothing found, or the first check still running. Empty where there is a result. */
export function welcome(view: View): readonly Content[] {
  const { overview } = view;
  if (overview.components.length + overview.otherFindings.length + overview.problems.length > 0) return [];
  if (overview.state === 'no-folder') return noFolder(view);
  if (view.failure !== undefined) return [element('h1', {}, overview.name)];
  if (overview.state === 'checking' || overview.checkedAt === undefined)
    return [element('h1', {}, overview.name), element('p', { role: 'status' }, progress(view))];
  return nothingFound(view);
}

function noFolder(view: View): readonly Content[] {
  return [
    element('p', {}, 'Open a folder to see which packages, models, datasets and weights it is made of.'),
    element(
      'vscode-button',
      { 'data-key': 'open-folder', 'data-stop': true, click: () => view.send({ type: 'open-folder' }) },
      'Open Folder',
    ),
  ];
}

function progress({ overview }: View): string {
  if (overview.progress === undefined || overview.progress.total === 0) return 'Checking';
  return `Checking ${overview.progress.done} of ${overview.progress.total}`;
}

function nothingFound(view: View): readonly Content[] {
  const { overview } = view;
  const open = isOpen(view, 'looked-for', false);
  const files = plural(overview.counts.files, 'file');
  return [
    element('h1', {}, overview.name),
    element('p', {}, `No packages, models, datasets or weights were found in ${files}.`),
    disclosure(view, { key: 'looked-for', class: 'looked-for', level: 0 }, open, 'What is looked for'),
    open &&
      element(
        'ul',
        { class: 'plain' },
        element('li', {}, 'Packages in requirements and constraints files'),
        element('li', {}, 'Models and datasets in model cards (README.md) and in calls in Python code'),
        element('li', {}, 'Weight files, told by their content: safetensors, PyTorch, pickle and others'),
        element('li', {}, 'Licenses in model cards and LICENSE files'),
      ),
  ];
}
