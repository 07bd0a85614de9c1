import assert from 'node:assert/strict';
import { Document } from '../../src/domain/document';
import { headerFacts } from '../../src/project/header-facts';
import { Project } from '../../src/project/project';

describe('what headers of weight files say', () => {
  it('is told in the same words for GGUF and safetensors', () => {
    const gguf = {
      'general.architecture': 'llama',
      'general.file_type': '15',
      'general.size_label': '8B',
      'general.license': 'apache-2.0',
      'tokenizer.ggml.model': 'gpt2',
      'general.name': 'Ranker',
    };
    assert.deepEqual(headerFacts(gguf), {
      facts: {
        architecture: 'llama',
        quantization: 'Q4_K_M',
        parameters: '8B',
        tokenizer: 'gpt2',
        'general.name': 'Ranker',
      },
      license: 'Apache-2.0',
      baseModels: [],
      datasets: [],
    });
    const { facts, license } = headerFacts({ parameters: '7', 'metadata.license': 'Acme 1', 'metadata.format': 'pt' });
    assert.deepEqual([facts, license], [{ parameters: '7', 'metadata.format': 'pt' }, 'Acme 1']);
  });

  it('names a file type that is not known by its number', () => {
    assert.equal(headerFacts({ 'general.file_type': '999' }).facts.quantization, 'file type 999');
  });

  it('leads to the models and datasets that it comes from, as far as they are on the Hub', () => {
    const project = new Project(['/p']);
    project.put(
      new Document('/p/a.gguf', 'weights', '', {
        mentions: [],
        problems: [],
        weights: {
          format: 'gguf',
          size: 10,
          scan: { verdict: 'safe', findings: [] },
          metadata: {
            'general.base_model.count': '3',
            'general.base_model.0.name': 'Chat',
            'general.base_model.0.repo_url': 'https://huggingface.co/acme/chat',
            'general.base_model.1.repo_url': 'https://huggingface.co/acme/chat',
            'general.base_model.2.repo_url': 'https://example.org/acme/other',
            'general.dataset.0.repo_url': 'https://huggingface.co/datasets/acme/talks',
          },
        },
      }),
    );
    const { components, relations } = project.graph;
    assert.deepEqual(
      components
        .filter(({ kind }) => kind !== 'application')
        .map(({ kind, name, places }) => [kind, name, places[0]!.file]),
      [
        ['weights', 'a.gguf', 'a.gguf'],
        ['model', 'acme/chat', 'a.gguf'],
        ['dataset', 'acme/talks', 'a.gguf'],
      ],
    );
    assert.equal(components.find(({ kind }) => kind === 'weights')?.facts.verdict, 'safe');
    assert.deepEqual(
      relations.filter(({ kind }) => kind !== 'contains').map(({ kind, to }) => `${kind} ${to}`),
      ['derived-from pkg:huggingface/acme/chat', 'trained-on pkg:huggingface/datasets/acme/talks'],
    );
  });
});
