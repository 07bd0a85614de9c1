/**
 * Trove classifiers (https://pypi.org/classifiers/) that stand for exactly one SPDX license. Those that leave the version
 * or "or later" open, such as `Apache Software License` and `BSD License`, are not here.
 */
const licenses: Readonly<Record<string, string>> = {
  'BSD 3-Clause Clear License': 'BSD-3-Clause-Clear',
  'Boost Software License 1.0 (BSL-1.0)': 'BSL-1.0',
  'CC0 1.0 Universal (CC0 1.0) Public Domain Dedication': 'CC0-1.0',
  'European Union Public Licence 1.1 (EUPL 1.1)': 'EUPL-1.1',
  'European Union Public Licence 1.2 (EUPL 1.2)': 'EUPL-1.2',
  'GNU Affero General Public License v3 or later (AGPLv3+)': 'AGPL-3.0-or-later',
  'GNU General Public License v2 or later (GPLv2+)': 'GPL-2.0-or-later',
  'GNU General Public License v3 or later (GPLv3+)': 'GPL-3.0-or-later',
  'GNU Lesser General Public License v2 or later (LGPLv2+)': 'LGPL-2.0-or-later',
  'GNU Lesser General Public License v3 or later (LGPLv3+)': 'LGPL-3.0-or-later',
  'ISC License (ISCL)': 'ISC',
  'MIT License': 'MIT',
  'MIT No Attribution License (MIT-0)': 'MIT-0',
  'Mozilla Public License 1.1 (MPL 1.1)': 'MPL-1.1',
  'Mozilla Public License 2.0 (MPL 2.0)': 'MPL-2.0',
  'The Unlicense (Unlicense)': 'Unlicense',
  'Universal Permissive License (UPL)': 'UPL-1.0',
  'Zero-Clause BSD (0BSD)': '0BSD',
  'zlib/libpng License': 'Zlib',
};

/** The SPDX id that a license classifier means; undefined for other classifiers and those that several licenses share. */
export function spdxOfClassifier(classifier: string): string | undefined {
  const name = /^License :: (?:OSI Approved :: )?(.+)$/.exec(classifier)?.[1];
  return name !== undefined && Object.hasOwn(licenses, name) ? licenses[name] : undefined;
}
