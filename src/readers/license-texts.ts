/** What tells the text of a license from all others. Words only: white space, quotes and Markdown marks may stand between them. */
export interface LicenseText {
  /** The id of the license on the Hub. */
  readonly id: string;
  /** Stands near the top of the file. */
  readonly title: RegExp;
  /** All of these stand in the text. */
  readonly phrases: readonly RegExp[];
  /** None of these does. */
  readonly without?: readonly RegExp[];
  /** For short licenses: the characters from the title to the end, beyond which something was added. */
  readonly longest?: number;
}

const meta = (id: string, title: string, date: string): LicenseText => ({
  id,
  title: words(title),
  phrases: [words(date), words('Llama Materials')],
});

const gnu = (id: string, title: string): LicenseText => ({
  id,
  title: words(title),
  phrases: [words('TERMS AND CONDITIONS'), words('Free Software Foundation')],
});

const creativeCommons = (id: string, title: string): LicenseText => ({
  id,
  title: words(`${title} 4.0 International`),
  phrases: [/Section 1\W{1,10}Definitions/i, words('Licensed Rights'), words('Public License')],
});

const rail = (id: string, title: string, date: RegExp): LicenseText => ({
  id,
  title: words(title),
  phrases: [date, words('Use-based restrictions'), words('Attachment A')],
  without: [/additional use(?:-based)? restriction/i],
});

const bsdPhrases = [words('Redistributions in binary form must reproduce'), words('HOWEVER CAUSED AND ON ANY THEORY')];
const bsdTitle = words('Redistribution and use in source and binary forms');
const notPlainBsd = [words('All advertising materials'), words('patent rights'), words('commercial')];

/** The licenses whose texts are recognized. */
export const licenseTexts: readonly LicenseText[] = [
  {
    id: 'apache-2.0',
    title: words('Apache License Version 2.0, January 2004'),
    phrases: [words('TERMS AND CONDITIONS FOR USE'), words('Accepting Warranty or Additional Liability')],
    without: [/\bnon-?commercial/i, words('Acceptable Use')],
  },
  {
    id: 'mit',
    title: /(?:The\s+)?MIT License|Permission\s+is\s+hereby\s+granted,\s+free\s+of\s+charge/i,
    phrases: [
      words('to deal in the Software without restriction'),
      words('and this permission notice'),
      words('sublicense, and/or sell'),
    ],
    longest: 1350,
  },
  {
    id: 'bsd-3-clause',
    title: bsdTitle,
    phrases: [...bsdPhrases, /Neither the names?\s+of|The\s+names?\s+of[^.]{1,200}\s+may\s+not/i],
    without: notPlainBsd,
    longest: 1700,
  },
  {
    id: 'bsd-2-clause',
    title: bsdTitle,
    phrases: bsdPhrases,
    without: [...notPlainBsd, words('endorse or promote')],
    longest: 1400,
  },
  {
    id: 'isc',
    title: /Permission\s+to\s+use,\s+copy,\s+modify,\s+and(?:\/or)?\s+distribute\s+this\s+software/i,
    phrases: [words('with or without fee'), words('provided that the above'), words('TORTIOUS ACTION')],
    longest: 800,
  },
  {
    id: 'unlicense',
    title: words('This is free and unencumbered software'),
    phrases: [words('released into the public domain'), words('unlicense.org')],
    longest: 1350,
  },
  { id: 'cc0-1.0', title: words('CC0 1.0 Universal'), phrases: [words('Public License Fallback')] },
  {
    id: 'mpl-2.0',
    title: words('Mozilla Public License Version 2.0'),
    phrases: [words('Covered Software'), words('Secondary License')],
  },
  gnu('gpl-2.0', 'GNU GENERAL PUBLIC LICENSE Version 2, June 1991'),
  gnu('gpl-3.0', 'GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007'),
  gnu('agpl-3.0', 'GNU AFFERO GENERAL PUBLIC LICENSE Version 3, 19 November 2007'),
  gnu('lgpl-2.1', 'GNU LESSER GENERAL PUBLIC LICENSE Version 2.1, February 1999'),
  {
    ...gnu('lgpl-3.0', 'GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007'),
    phrases: [words('Combined Works')],
  },
  creativeCommons('cc-by-4.0', 'Attribution'),
  creativeCommons('cc-by-sa-4.0', 'Attribution-ShareAlike'),
  creativeCommons('cc-by-nc-4.0', 'Attribution-NonCommercial'),
  creativeCommons('cc-by-nd-4.0', 'Attribution-NoDerivatives'),
  creativeCommons('cc-by-nc-sa-4.0', 'Attribution-NonCommercial-ShareAlike'),
  creativeCommons('cc-by-nc-nd-4.0', 'Attribution-NonCommercial-NoDerivatives'),
  meta('llama2', 'LLAMA 2 COMMUNITY LICENSE AGREEMENT', 'Release Date: July 18, 2023'),
  meta('llama3', 'META LLAMA 3 COMMUNITY LICENSE AGREEMENT', 'Release Date: April 18, 2024'),
  meta('llama3.1', 'LLAMA 3.1 COMMUNITY LICENSE AGREEMENT', 'Release Date: July 23, 2024'),
  meta('llama3.2', 'LLAMA 3.2 COMMUNITY LICENSE AGREEMENT', 'Release Date: September 25, 2024'),
  meta('llama3.3', 'LLAMA 3.3 COMMUNITY LICENSE AGREEMENT', 'Release Date: December 6, 2024'),
  meta('llama4', 'LLAMA 4 COMMUNITY LICENSE AGREEMENT', 'Effective Date: April 5, 2025'),
  {
    id: 'gemma',
    title: words('Gemma Terms of Use'),
    phrases: [words('Gemma Prohibited Use Policy'), words('Model Derivatives'), words('Hosted Service')],
  },
  rail('creativeml-openrail-m', 'CreativeML Open RAIL-M', /dated\s+August 22, 2022/i),
  rail('openrail++', 'CreativeML Open RAIL++-M License', /dated\s+(?:July 26, 2023|November 24, 2022)/i),
  rail('bigscience-openrail-m', 'BigScience Open RAIL-M License', /dated\s+August 18, 2022/i),
];

function words(phrase: string): RegExp {
  const escaped = phrase.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w-])${escaped.join('[\\s"“”*_#>=]+')}`, 'i');
}
