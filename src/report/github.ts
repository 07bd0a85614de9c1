import type { Severity } from '../domain/finding';
import { plain } from '../text/plain';
import type { CheckReport } from './report';

const commandOf: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands, which GitHub shows at the lines of a pull request: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function githubReport({ findings, problems, relative }: CheckReport): string {
  const lines = findings.map(({ severity, path, range, message, rule }) =>
    command(commandOf[severity], path, range.start.line, rule, message),
  );
  lines.push(
    ...problems.map(({ path, range, code, message }) => command('notice', path, range.start.line, code, message)),
  );
  return lines.map((line) => `${line}\n`).join('');

  function command(name: string, path: string, line: number, title: string, message: string): string {
    return `::${name} file=${property(relative(path))},line=${line + 1},title=${property(title)}::${escaped(message)}`;
  }
}

function escaped(text: string): string {
  return plain(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
