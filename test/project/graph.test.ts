import assert from 'node:assert/strict';
import type { Graph } from '../../src/domain/component';
import { projectOf } from './project-of';

/** `from kind to`, without the purl type and the root's name. */
function arrows({ relations }: Graph): readonly string[] {
  const short = (id: string): string => id.replace(/^pkg:(generic|pypi|npm|huggingface)\//, '');
  return relations.map(({ from, kind, derivation, to }) => {
    return `${short(from)} ${kind}${derivation === undefined ? '' : ` (${derivation})`} ${short(to)}`;
  });
}

describe('the graph of a project', () => {
  it('tells what the project names from what its lock brings in', () => {
    const { graph } = projectOf({
      '/p/pyproject.toml': '[project]\nname = "p"\nversion = "1"\ndependencies = ["httpx>=0.27"]\n',
      '/p/uv.lock': [
        'version = 1',
        '[[package]]\nname = "httpx"\nversion = "0.28.1"\nsource = { registry = "https://example.org/simple" }\ndependencies = [{ name = "idna" }]',
        '[[package]]\nname = "idna"\nversion = "3.10"\nsource = { registry = "https://example.org/simple" }\n',
      ].join('\n'),
    });
    assert.deepEqual(arrows(graph), ['p uses httpx@0.28.1', 'httpx@0.28.1 depends-on idna@3.10']);
  });

  it('gives a package the version that a constraint settles, and keeps what was asked for', () => {
    const { graph } = projectOf({
      '/p/requirements.txt': '-c constraints.txt\ntorch>=2\n',
      '/p/constraints.txt': 'torch==2.6.0\nnumpy==1.26.4\n',
    });
    const [torch, ...others] = graph.components.filter(({ kind }) => kind === 'package');
    assert.deepEqual([torch?.id, torch?.requested], ['pkg:pypi/torch@2.6.0', '>=2']);
    assert.deepEqual(others, []);
  });

  it('hangs what a card and a configuration name on the model of their folder, each with its own place', () => {
    const { graph } = projectOf({
      '/p/m/README.md': '---\nbase_model: acme/base\nbase_model_relation: adapter\ndatasets: [acme/faq]\n---\n',
      '/p/m/adapter_config.json': '{"peft_type": "LORA", "base_model_name_or_path": "acme/base"}',
    });
    assert.deepEqual(arrows(graph), [
      'm derived-from (adapter) acme/base',
      'm derived-from (adapter) acme/base',
      'm trained-on datasets/acme/faq',
      'p contains m',
      'p contains m',
    ]);
  });

  it('hangs on the same model what it was measured with, and tells as facts which code comes with it', () => {
    const { graph } = projectOf({
      '/p/m/config.json': '{"model_type": "x", "auto_map": {"AutoModel": "modeling.Chat"}}',
      '/p/m/tokenizer_config.json': '{"auto_map": {"AutoTokenizer": ["words.Slow", "words.Fast"]}}',
      '/p/m/.eval_results/hle.yaml': '- dataset: { id: cais/hle }\n  value: 1\n',
    });
    assert.deepEqual(arrows(graph), ['m evaluated-on datasets/cais/hle', 'p contains m']);
    const model = graph.components.find(({ kind }) => kind === 'model')!;
    assert.deepEqual(model.facts, {
      'auto_map.AutoModel': 'modeling.Chat',
      'auto_map.AutoTokenizer': 'words.Slow, words.Fast',
    });
    assert.deepEqual(
      model.places.map(({ file, range }) => `${file}:${range.start.character}`),
      ['m/config.json:15', 'm/config.json:47', 'm/tokenizer_config.json:33', 'm/tokenizer_config.json:47'],
    );
  });

  it('names a package without a name by its place, and never says a password', () => {
    const { graph } = projectOf({ '/p/requirements.txt': 'git+https://user:secret@example.org/a/b.git\n' });
    assert.equal(JSON.stringify(graph).includes('secret'), false);
    assert.match(graph.components.find(({ kind }) => kind === 'package')!.id, /^pkg:generic\/b\?vcs_url=/);
  });

  it('takes no name of three parts for one of the Hub', () => {
    const { graph } = projectOf({
      '/p/a.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat/v2")\n',
    });
    assert.deepEqual(arrows(graph), []);
  });

  it('names a model after the registry that it comes from, and a file from the web without its query', () => {
    const { graph } = projectOf({
      '/p/a.py': [
        'import mlflow, spacy, torch',
        'mlflow.pyfunc.load_model("models:/churn/3")',
        'mlflow.pyfunc.load_model("runs:/0123456789abcdef0123456789abcdef/model")',
        'spacy.load("en_core_web_sm")',
        'torch.hub.load("Pytorch/Vision:v0.10.0", "resnet18")',
        'torch.hub.load_state_dict_from_url("https://example.org/a.pth?token=secret")',
      ].join('\n'),
    });
    const parts = graph.components.filter(({ kind }) => kind !== 'application');
    assert.deepEqual(
      parts.map(({ id, kind, name }) => `${kind} ${name} ${id}`),
      [
        'weights a.pth pkg:generic/a.pth?download_url=https%3A%2F%2Fexample.org%2Fa.pth',
        'model en_core_web_sm pkg:generic/en_core_web_sm?type=spacy',
        'model Pytorch/Vision pkg:github/pytorch/vision@v0.10.0',
        'model churn pkg:mlflow/churn@3',
        'model model pkg:mlflow/model?run_id=0123456789abcdef0123456789abcdef',
      ],
    );
  });

  it('is the same whatever the order in which files were read', () => {
    const files = { '/p/a/requirements.txt': 'torch==2.6.0\n', '/p/b/requirements.txt': 'Torch==2.6.0\nnumpy\n' };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    assert.deepEqual(projectOf(files).graph, projectOf(reversed).graph);
  });
});
