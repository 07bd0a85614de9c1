import type { ScanFinding } from '../../domain/scan';
import { judgeTemplate } from '../../templates/judge';

/** What a chat template that a file carries under `key` would do; offsets count the bytes of the template. */
export function templateFindings(template: string, key: string): readonly ScanFinding[] {
  const encoder = new TextEncoder();
  return judgeTemplate(template).map(({ code, verdict, says, advice, found, start }) => ({
    code: `template/${code}`,
    verdict,
    message: `${says} ${advice}`,
    member: key,
    offset: encoder.encode(template.slice(0, start)).length,
    data: { found, says, advice },
  }));
}
