import type { LicenseMention } from '../domain/mention';
import { spdxOf } from '../facts/license-ids';
import type { Slice } from '../text/place';
import { licenseTexts, type LicenseText } from './license-texts';
import type { Reader } from './reader';

const headLength = 1500;
const longestText = 200_000;
const families = ['Apache', 'MIT', 'BSD', 'ISC', 'GPL', 'LGPL', 'AGPL', 'MPL', 'Mozilla', 'PSF', 'Llama', 'Gemma'];
const endings = ['txt', 'md', 'rst', 'mit', 'bsd', 'apache'];

/** License files. Only texts that are recognized without doubt say what license they are; all others say nothing. */
export const licenseFile: Reader = {
  kind: 'license-file',
  title: 'License texts (LICENSE, COPYING)',
  files: ['LICENSE', 'LICENCE', 'COPYING'].flatMap((name) => [
    `**/${name}`,
    `**/${name}.{${endings.join(',')}}`,
    `**/${name}-*`,
  ]),
  gives: ['license'],
  byContent: 'Only texts that are recognized without doubt say what license they are.',
  read(text, path) {
    const [, ending] = /\.([a-z]\w*)$/i.exec(path) ?? [];
    const isOther = (ending !== undefined && !endings.includes(ending.toLowerCase())) || text.includes('\0');
    return isOther ? undefined : { mentions: text.length > longestText ? [] : recognized(text), problems: [] };
  },
};

function recognized(text: string): readonly LicenseMention[] {
  const candidates = licenseTexts.flatMap((license) => {
    const title = titleIn(text, license);
    return title ? [{ license, title }] : [];
  });
  const [only] = candidates;
  if (!only || candidates.length > 1 || /\bcommons clause\b/i.test(text)) return [];

  const { license, title } = only;
  const spdx = spdxOf(license.id);
  const isLonger = text.trimEnd().length - title.start > (license.longest ?? Infinity);
  return spdx === undefined || isLonger || namesOther(text.slice(0, title.start), license)
    ? []
    : [{ kind: 'license', id: title, spdx }];
}

/** The title of a license whose phrases all stand in the text. */
function titleIn(text: string, { title, phrases, without = [] }: LicenseText): Slice | undefined {
  const match = title.exec(text.slice(0, headLength));
  if (!match || !phrases.every((phrase) => phrase.test(text)) || without.some((phrase) => phrase.test(text)))
    return undefined;
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}

/** Whether what stands before a title speaks of another license: then there may be a choice, or exceptions. */
function namesOther(lead: string, { id }: LicenseText): boolean {
  return families.some((family) => !id.includes(family.toLowerCase()) && new RegExp(`\\b${family}\\b`).test(lead));
}
