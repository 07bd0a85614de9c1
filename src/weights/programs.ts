import { ascii, startsWith } from '../bytes/cursor';
import type { ScanFinding } from '../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from './format';
import type { ScanContext } from './scan-context';

const llamafileMagic = ascii('MZqFpD');
/** ELF, and Mach-O of one and of several processors, as they begin in a file. */
const programs: readonly Uint8Array[] = [
  Uint8Array.of(0x7f, 0x45, 0x4c, 0x46),
  Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe),
  Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0),
];
const windowsMark = ascii('MZ');
const windowsProgram = /This program cannot be run in DOS mode|PE\0\0/;

/** Programs where weights should be: llamafiles, which are both, and others under the name of a weight file. */
export function program(file: WeightFile): Recognized | undefined {
  const { head } = file;
  if (startsWith(head, llamafileMagic) || (hasEnding(file, '.llamafile') && isProgram(head)))
    return { format: 'llamafile' };
  if (
    !hasEnding(
      file,
      '.safetensors',
      '.gguf',
      '.pt',
      '.pth',
      '.ckpt',
      '.pkl',
      '.pickle',
      '.joblib',
      '.h5',
      '.keras',
      '.onnx',
    )
  )
    return undefined;
  return isProgram(head) ? { format: 'program' } : undefined;
}

/** Whether a file begins as a program or library of Linux, macOS or Windows. */
export function isProgram(head: Uint8Array): boolean {
  const isWindows =
    startsWith(head, windowsMark) && windowsProgram.test(new TextDecoder('latin1').decode(head.subarray(0, 1024)));
  return isWindows || programs.some((magic) => startsWith(head, magic));
}

/** A shell that is told to fetch something and run it, as no program tells it that only serves a model. */
const fetching =
  /\b(?:ba|z|da)?sh\s+-c\s[^\n\0]{0,40}\b(?:curl|wget)\b[^\n\0]{0,80}https?:|\b(?:curl|wget)\b[^\n\0]{0,200}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\/dev\/tcp\//;
const readOfProgram = 1 << 24;

export async function scanProgram(
  { source }: WeightFile,
  { format }: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const read = Math.min(readOfProgram, source.size);
  const text = budget.take(read) ? new TextDecoder('latin1').decode(await source.read(0, read)) : '';
  return fetching.test(text) ? [programOf(format), fetchingShell] : [programOf(format)];
}

const fetchingShell: ScanFinding = {
  code: 'weights/fetching-shell',
  verdict: 'dangerous',
  message: 'This program tells a shell to fetch something and run it. Do not start it.',
};

function programOf(format: string): ScanFinding {
  return format === 'llamafile'
    ? {
        code: 'weights/llamafile',
        verdict: 'suspicious',
        message:
          'This file is a program with a model in it, and whoever starts it runs that program. Start it only if you trust its maker.',
        offset: 0,
      }
    : {
        code: 'weights/program',
        verdict: 'dangerous',
        message:
          'This file is named like weights but is a program, which no framework loads. Delete it, and find out where it came from.',
        offset: 0,
      };
}
