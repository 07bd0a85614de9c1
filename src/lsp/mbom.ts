import { partsOf } from '../domain/component';
import { buildMbom } from '../mbom/build';
import { cyclonedx, mbomFileName } from '../mbom/cyclonedx';
import type { Session } from '../session';
import { tool } from '../tool';
import type { MbomResult } from './protocol';

/** The MBOM of the workspace. It bears no date, so that the same project gives the same bytes. */
export function mbomText(session: Session, rootName: string): MbomResult {
  const mbom = buildMbom({ graph: session.graph, rootName, tool, advisoriesAsOf: session.snapshot.advisories.asOf });
  const components = partsOf(mbom.components).length;
  return { text: cyclonedx(mbom, { specVersion: '1.6' }), fileName: mbomFileName, components };
}
