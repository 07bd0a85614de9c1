import { gravestFirst, type ScanFinding, type Verdict } from '../domain/scan';
import { plain } from '../text/plain';
import { sizeText } from '../text/size';
import { plainJson } from './plain-json';

/** What the report of an inspected file shows. */
export interface InspectedFile {
  /** As it was given. */
  readonly file: string;
  readonly format: string;
  readonly verdict: Verdict;
  readonly size: number;
  readonly findings: readonly ScanFinding[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly sha256?: string;
  readonly listings?: readonly { readonly member?: string; readonly lines: readonly string[] }[];
}

/** The form that other programs read. */
export function inspectJson(files: readonly InspectedFile[]): string {
  const content = files.map(({ file, format, verdict, size, findings, metadata, sha256, listings }) => ({
    file,
    format,
    verdict,
    size,
    findings: findings.map(({ code, message, member, offset, data }) => ({ code, message, member, offset, data })),
    metadata,
    sha256,
    ...(listings && { opcodes: listings }),
  }));
  return plainJson({ files: content });
}

/** What each verdict says of a file. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  safe: 'cannot run code when it is loaded',
  suspicious: 'could run code when it is loaded; nothing known to be harmful was seen',
  dangerous: 'runs something harmful when it is loaded, or is built to deceive scanners',
  unknown: 'was not, or could not be, read to its end',
};

/** For people at a terminal. */
export function inspectText(files: readonly InspectedFile[]): string {
  return files.map((file) => [...fileLines(file), ''].join('\n')).join('\n');
}

function fileLines({
  file,
  format,
  verdict,
  size,
  findings,
  metadata,
  sha256,
  listings,
}: InspectedFile): readonly string[] {
  return [
    plain(file),
    `  ${verdict}: ${verdictMeanings[verdict]}`,
    `  format ${plain(format)}, ${sizeText(size)}${size < 1000 ? '' : ` (${size} bytes)`}`,
    ...Object.entries(metadata).map(([name, value]) => `  ${plain(name)}: ${plain(value)}`),
    ...(sha256 === undefined ? [] : [`  sha256: ${sha256}`]),
    ...gravestFirst(findings).map(
      (finding) => `  ${finding.verdict.padEnd(10)}  ${plain(findingText(finding))}  ${finding.code}`,
    ),
    ...(listings ?? []).flatMap(({ member, lines }) => [
      `  opcodes${member === undefined ? '' : ` of ${plain(member)}`}:`,
      ...lines.map((line) => `    ${plain(line)}`),
    ]),
  ];
}

function findingText({ message, member, offset, data }: ScanFinding): string {
  const place = [...(member === undefined ? [] : [member]), ...(offset === undefined ? [] : [`byte ${offset}`])].join(
    ', ',
  );
  const given = Array.isArray(data?.arguments)
    ? ` Arguments: ${data.arguments.map((one) => JSON.stringify(one)).join(', ')}.`
    : '';
  return `${message}${given}${place === '' ? '' : ` (${place})`}`;
}
