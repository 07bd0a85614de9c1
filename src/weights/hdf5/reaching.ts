import type { ScanFinding } from '../../domain/scan';

/** The finding for values that are taken from another file; `target` is that file as it is written here. */
export function reaching(code: string, what: string, object: string, target: string | undefined): ScanFinding {
  return {
    code: `hdf5/${code}`,
    verdict: 'dangerous',
    message: `${what} Whoever loads this model reads that file into it, and may give it away. Do not load it.`,
    data: { object, ...(target !== undefined && { target }) },
  };
}

/** A name from a file, cut and in quotes. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
