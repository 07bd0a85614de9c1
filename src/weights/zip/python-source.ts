import type { ScanFinding } from '../../domain/scan';
import { isCodeText } from '../code-text';

const harmful =
  /\b(?:os\s*\.\s*(?:system|popen|exec\w*|spawn\w*|remove|unlink)|subprocess|pty\s*\.\s*spawn|(?<![.\w])(?:eval|exec|compile|__import__)\s*\(|getattr\s*\(\s*(?:os|posix|subprocess|sys|builtins)\b|importlib|socket|urllib|requests|ctypes|shutil\s*\.\s*rmtree|__builtins__|__globals__|__subclasses__|base64\s*\.\s*b64decode)/;
/** Operators of TorchScript that reach files: https://pytorch.org/docs/stable/jit.html */
const reaches = /\b(?:ops\.aten\.(?:save|from_file)|aten::(?:save|from_file)|torch\.(?:save|load|from_file))\b/;

/** Source code that comes with a model: TorchScript is interpreted by PyTorch alone, packages are run by Python. */
export function pythonSource(text: string, isScript: boolean): readonly ScanFinding[] {
  if (isScript) {
    if (isCodeText(text))
      return [
        finding(
          'torch/script-code',
          'dangerous',
          'The compiled model in this file holds commands or code of Python, which the compiler never writes. Do not load it.',
        ),
      ];
    if (!reaches.test(text)) return [];
    return [
      finding(
        'torch/script-files',
        'suspicious',
        'The compiled model in this file reads or writes files when it is used.',
      ),
    ];
  }
  const [found] = harmful.exec(text) ?? [];
  return found === undefined
    ? [
        finding(
          'archive/python-code',
          'suspicious',
          'This file brings Python code along, which runs when the model is loaded. Read it before you load the model.',
        ),
      ]
    : [
        finding(
          'archive/python-code',
          'dangerous',
          `This file brings Python code along that runs when the model is loaded, and that code uses ${found.trim()}. Do not load it.`,
        ),
      ];
}

function finding(code: string, verdict: ScanFinding['verdict'], message: string): ScanFinding {
  return { code, verdict, message };
}
