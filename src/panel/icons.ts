import chevron from '@vscode/codicons/src/icons/chevron-right.svg';
import cloud from '@vscode/codicons/src/icons/cloud.svg';
import database from '@vscode/codicons/src/icons/database.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import fileBinary from '@vscode/codicons/src/icons/file-binary.svg';
import fileCode from '@vscode/codicons/src/icons/file-code.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import layers from '@vscode/codicons/src/icons/layers.svg';
import packageIcon from '@vscode/codicons/src/icons/package.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import project from '@vscode/codicons/src/icons/project.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import unverified from '@vscode/codicons/src/icons/unverified.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import untrusted from '@vscode/codicons/src/icons/workspace-untrusted.svg';

/** Codicons (CC BY 4.0, see NOTICE), bundled one by one instead of the whole font. */
const drawings = {
  chevron,
  cloud,
  file: fileCode,
  filter,
  history,
  pass,
  question,
  sync,
  unverified,
  untrusted,
  error,
  warning,
  info,
  package: packageIcon,
  model: layers,
  dataset: database,
  weights: fileBinary,
  service: globe,
  application: project,
};

export type IconName = keyof typeof drawings;

/** Draws an icon. Readers skip it: beside it stands a word or a number. */
export function icon(name: IconName, style = ''): SVGElement {
  const drawn = new DOMParser().parseFromString(drawings[name], 'image/svg+xml').documentElement;
  const svg = document.importNode(drawn, true) as unknown as SVGElement;
  svg.setAttribute('class', `icon ${style}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
