import type { ReadProblem } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';
import { parseRequirement } from '../../packaging/pep508';
import { parseMarker } from '../../packaging/pep508-marker';
import type { Slice, Span } from '../../text/place';
import { isPath, readDirectReference, urlKind } from './direct-reference';
import type { MappedText } from './mapped-text';

/** What a requirement says before its options. */
export type Said = Pick<PackageMention, 'name' | 'extras' | 'specifier' | 'clauses' | 'marker' | 'url'>;

export interface RequirementLine {
  /** Absent where the line names no package, so that nothing can be said about one. */
  readonly said?: Said;
  readonly problems: readonly ReadProblem[];
}

/** Reads a requirement as pip does: a URL or path by its looks, else a name with its versions (PEP 508). */
export function readRequirement(source: MappedText, editable: boolean): RequirementLine {
  const text = source.text;
  const url = urlKind(text);
  const named = /^[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]*\]\s*)?@/.test(text);
  const compared = /^[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]*\]\s*)?[<>=!~(;]/.test(text);
  if (url === undefined && (named || (!editable && (compared || !isPath(text))))) return readNamed(source);

  const { requirement, marker, problems } = splitMarker(source, url === undefined ? ';' : '; ');
  const { problem, name, ...reference } = readDirectReference(requirement);
  if (url === 'unknown' && !(editable && /^(?:git|hg|svn|bzr):/i.test(text))) {
    problems.unshift(syntax(requirement.span(), unknownUrl));
  }
  if (url === undefined && requirement.text.includes('#egg=')) problems.push(syntax(reference.url, eggOnPath));
  else if (problem) problems.push(syntax(problem, problem.message));
  return {
    said: { name: name ?? { ...reference.url, text: '', end: reference.url.start }, ...reference, ...marker },
    problems,
  };
}

const eggOnPath = 'pip takes "#egg=" for a part of this path. Write "name @ file:///path" to give a path a name.';
const unknownUrl =
  'pip cannot download from this kind of URL. It knows https:, file: and those of repositories, such as git+https:.';

function readNamed(source: MappedText): RequirementLine {
  const { requirement, marker, problems } = splitMarker(source, ';');
  const read = parseRequirement(requirement.text);
  if (read.problem && !isTemplate(requirement.text.slice(read.problem.start, read.problem.end))) {
    problems.unshift(syntax(requirement.slice(read.problem.start, read.problem.end), read.problem.message));
  }
  if (read.name.text === '' || !endsAsName(requirement.text.slice(read.name.end))) return { problems };
  if (/^(?:git|hg)$/.test(read.name.text) && /^[^/\s]+:(?!\/\/)/.test(read.url?.text ?? '')) {
    const message = `pip takes this for a package called "${read.name.text}". Write git+ssh://git@host/path for a repository.`;
    problems.push(syntax(requirement.span(), message));
  }
  const place = ({ start, end }: Span): Slice => requirement.slice(start, end);
  return {
    said: {
      name: place(read.name),
      extras: read.extras.map(place),
      clauses: read.clauses.map(({ operator, version }) => ({
        operator,
        version: { ...place(version), text: version.text },
      })),
      ...(read.specifier && { specifier: place(read.specifier) }),
      ...(read.url && { url: place(read.url) }),
      ...marker,
    },
    problems,
  };
}

interface Split {
  readonly requirement: MappedText;
  readonly marker: { readonly marker?: Slice };
  readonly problems: ReadProblem[];
}

/** pip takes all behind the first separator for the marker, also right behind a URL, and an empty one for none. */
function splitMarker(source: MappedText, separator: ';' | '; '): Split {
  const at = source.text.indexOf(separator);
  if (at < 0) return { requirement: source, marker: {}, problems: [] };
  const requirement = source.part(0, at).trimmed();
  const marker = source.part(at + 1).trimmed();
  if (marker.length === 0) return { requirement, marker: {}, problems: [] };
  const { problem } = parseMarker(marker.text);
  const faulty = problem && !isTemplate(marker.text.slice(problem.start, problem.end));
  const problems = faulty ? [syntax(marker.slice(problem.start, problem.end), problem.message)] : [];
  return { requirement, marker: { marker: marker.slice() }, problems };
}

/** Whether a text holds a place to be filled in later: `{{ x }}`, `{x}`, `${X}`, `$X`, `%(x)s`, `<x>`. */
export function isTemplate(text: string): boolean {
  return /[{$]|%\(|%%|<[a-z_%]/i.test(text);
}

/** Whether a requirement can go on so behind its name. A template may be a part of the name; a word makes it a sentence. */
function endsAsName(rest: string): boolean {
  return /^\s*(?:$|[[(<>=!~;@])|^\s+[{$%]/.test(rest);
}

function syntax({ start, end }: Span, message: string): ReadProblem {
  return { code: 'requirement-syntax', message, start, end };
}
