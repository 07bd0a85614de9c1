import type { ByteSource } from '../bytes/source';
import type { ScanFinding } from '../domain/scan';
import { isCodeText } from './code-text';
import { isProgram } from './programs';

const longestMark = 1024;
const longestScript = 1 << 20;
const script = /\.(?:sh|bash|zsh|bat|cmd|ps1|vbs|pl|rb|lua)$/i;
const program = /\.(?:exe|dll|com|scr|msi|so(?:\.\d+)*|dylib|jar)$/i;

/** What a member of an archive is that a shell or the machine runs; nothing where it is no such thing. */
export async function broughtCode(name: string, content: ByteSource): Promise<readonly ScanFinding[]> {
  if (program.test(name) || isProgram(await content.read(0, Math.min(longestMark, content.size))))
    return [broughtProgram];
  if (!script.test(name)) return [];
  return [broughtScript(isCodeText(new TextDecoder().decode(await content.read(0, longestScript))))];
}

const broughtProgram: ScanFinding = {
  code: 'archive/program',
  verdict: 'suspicious',
  message:
    'This file brings a program or library for the machine along, where a model needs none. Do not run or load it.',
};

function broughtScript(isHarmful: boolean): ScanFinding {
  return {
    code: 'archive/script',
    verdict: isHarmful ? 'dangerous' : 'suspicious',
    message: `This file brings a script along, where a model needs none${isHarmful ? ', and the script runs commands' : ''}. Do not run it.`,
  };
}
