import type { Component, ComponentKind, Graph, Place, Relation, RelationKind } from '../../src/domain/component';

/** Where something stands, for tests: `requirements.txt:3:1` counts from 1, a bare file name is the file as a whole. */
export function at(text: string): Place {
  const [file = '', line = '1', column = '1'] = text.split(':');
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  return { file, range: { start, end: { line: start.line, character: start.character + (text === file ? 0 : 4) } } };
}

export function component(
  id: string,
  kind: ComponentKind,
  name: string,
  more: Partial<Omit<Component, 'places'>> & { places?: readonly string[] } = {},
): Component {
  return { id, kind, name, facts: {}, ...more, places: (more.places ?? ['README.md:1:1']).map(at) };
}

export function relation(from: string, kind: RelationKind, to: string, place = 'README.md:2:1'): Relation {
  return { from, to, kind, place: at(place) };
}

/** One of each: a chat program with a fine-tuned model of its own, in a folder with weights. */
export const ids = {
  app: 'pkg:generic/chat',
  torch: 'pkg:pypi/torch@2.6.0',
  transformers: 'pkg:pypi/transformers',
  base: 'pkg:huggingface/meta-llama/Llama-3.1-8B@0e9e39f249a16976918f6564b8830bc894c89659',
  tuned: 'pkg:generic/models/tuned',
  weights: 'pkg:generic/models/tuned/model.safetensors',
  signature: 'pkg:generic/models/tuned/model.sig',
  squad: 'pkg:huggingface/datasets/rajpurkar/squad',
  mmlu: 'pkg:huggingface/datasets/cais/mmlu@v1',
  api: 'pkg:generic/api.example.com',
};

export const chat: Graph = {
  components: [
    component(ids.app, 'application', 'chat', { version: '1.0', license: 'MIT', places: ['pyproject.toml:2:9'] }),
    component(ids.torch, 'package', 'torch', {
      version: '2.6.0',
      license: 'BSD-3-Clause',
      places: ['requirements.txt:3:1', 'requirements.txt:1:1', 'setup.py:7:5', 'requirements.txt:3:1'],
    }),
    component(ids.transformers, 'package', 'transformers', { requested: '>=4.40', license: 'Apache-2.0 OR MIT' }),
    component(ids.base, 'model', 'meta-llama/Llama-3.1-8B', {
      version: '0e9e39f249a16976918f6564b8830bc894c89659',
      license: 'Llama 3.1 Community License',
      facts: { architecture: 'LlamaForCausalLM', architectureFamily: 'transformer', task: 'text-generation' },
      places: ['src/app.py:12:30'],
    }),
    component(ids.tuned, 'model', 'tuned', { license: 'LicenseRef-ours', places: ['models/tuned/README.md:1:1'] }),
    component(ids.weights, 'weights', 'model.safetensors', {
      facts: { format: 'safetensors', size: '123', sha256: 'AB'.repeat(32) },
      places: ['models/tuned/model.safetensors'],
    }),
    component(ids.signature, 'weights', 'model.sig', { places: ['models/tuned/model.sig'] }),
    component(ids.squad, 'dataset', 'rajpurkar/squad', { license: 'CC-BY-SA-4.0' }),
    component(ids.mmlu, 'dataset', 'cais/mmlu', { version: 'v1' }),
    component(ids.api, 'service', 'api.example.com', { license: 'Terms of use', places: ['src/app.py:20:3'] }),
  ],
  relations: [
    relation(ids.app, 'uses', ids.torch, 'requirements.txt:1:1'),
    relation(ids.app, 'uses', ids.torch, 'requirements.txt:3:1'),
    relation(ids.app, 'uses', ids.transformers),
    relation(ids.app, 'uses', ids.api),
    relation(ids.app, 'contains', ids.weights),
    relation(ids.transformers, 'depends-on', ids.torch),
    relation(ids.tuned, 'derived-from', ids.base),
    relation(ids.tuned, 'derived-from', ids.api),
    relation(ids.tuned, 'trained-on', ids.squad),
    relation(ids.tuned, 'evaluated-on', ids.mmlu),
    relation(ids.tuned, 'contains', ids.weights),
    relation(ids.weights, 'signed-by', ids.signature),
  ],
};
