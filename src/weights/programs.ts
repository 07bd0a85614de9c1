import { ascii, startsWith } from '../bytes/cursor';
import type { ScanFinding } from '../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from './format';

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
  if (startsWith(head, llamafileMagic)) return { format: 'llamafile' };
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

export function scanProgram(_: WeightFile, { format }: Recognized): readonly ScanFinding[] {
  return [
    format === 'llamafile'
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
        },
  ];
}
