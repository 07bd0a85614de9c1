import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a project of `count` text files of the kinds that are read, the same each time, and gives its folder. */
export function writeTree(folder, count) {
  for (let at = 0; at < count; at++) {
    const [name, text] = kinds[at % kinds.length](at);
    const file = path.join(folder, `part${at % 50}`, `unit${at}`, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** Requirements of `count` packages, some pinned, some open. */
export function requirements(count) {
  const specifiers = ['==1.4.2', '>=2.0', '~=3.1', '', ' ; python_version >= "3.10"', '[extra]>=0.9,<2'];
  return Array.from({ length: count }, (_, at) => `package-${at}${specifiers[at % specifiers.length]}\n`).join('');
}

const code = (
  at,
) => `import torch\nfrom transformers import AutoModel, AutoTokenizer\n\nNAME = "team${at % 40}/model-${at}"\n
def load(device):\n    tokenizer = AutoTokenizer.from_pretrained(NAME)
    model = AutoModel.from_pretrained(NAME, revision="${at.toString(16).padStart(40, '0')}")
    return tokenizer, model.to(device)\n\n${plainCode(30)}`;

const plainCode = (functions) =>
  Array.from(
    { length: functions },
    (_, at) =>
      `def step_${at}(values, factor=${at}):\n    total = 0\n    for value in values:\n        total += value * factor\n    return total\n\n`,
  ).join('');

const card = (
  at,
) => `---\nlibrary_name: transformers\nbase_model: team${at % 40}/model-${at}\n${at % 2 ? 'license: mit\n' : ''}---\n\n# Model ${at}\n
${'What it is for, how it was trained and where it fails.\n'.repeat(20)}`;

/** One project file after the other: mostly code, some of which loads models. */
const kinds = [
  (at) => ['load.py', code(at)],
  () => ['steps.py', plainCode(40)],
  () => ['requirements.txt', requirements(25)],
  () => ['more.py', plainCode(40)],
  (at) => ['README.md', card(at)],
];
