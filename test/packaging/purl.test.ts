import assert from 'node:assert/strict';
import { datasetPurl, localPurl, modelPurl, packagePurl, referencePurl, servicePurl } from '../../src/packaging/purl';

describe('package URLs', () => {
  it('are the same for every way to write the same name', () => {
    assert.equal(packagePurl('pypi', 'Flask_SQLAlchemy', '3.1'), 'pkg:pypi/flask-sqlalchemy@3.1');
    assert.equal(packagePurl('conda', 'NumPy', '1.26.4'), 'pkg:conda/numpy@1.26.4');
    assert.equal(packagePurl('npm', '@huggingface/transformers', '3.0.0'), 'pkg:npm/%40huggingface/transformers@3.0.0');
    assert.equal(packagePurl('docker', 'ghcr.io/acme/chat', 'sha256:0a'), 'pkg:docker/ghcr.io/acme/chat@sha256:0a');
    assert.equal(packagePurl('docker', 'redis'), 'pkg:docker/redis');
  });

  it('tell models, datasets and what else there is apart', () => {
    assert.equal(modelPurl('Acme/Chat', 'C0FFEE'), 'pkg:huggingface/Acme/Chat@c0ffee');
    assert.equal(modelPurl('gpt2'), 'pkg:huggingface/gpt2');
    assert.equal(modelPurl('llama3.2', '3b', 'ollama'), 'pkg:generic/llama3.2@3b?type=ollama');
    assert.equal(modelPurl('acme/chat', undefined, 'ollama'), 'pkg:generic/acme/chat?type=ollama');
    assert.equal(datasetPurl('acme/faq'), 'pkg:huggingface/datasets/acme/faq');
    assert.equal(localPurl('models/chat/a b.bin'), 'pkg:generic/models/chat/a%20b.bin');
    assert.equal(servicePurl('files'), 'pkg:generic/files?type=service');
  });

  it('carry no credentials, and name nothing that only this machine has', () => {
    const found = referencePurl('git+https://user:secret@example.com/acme/chat.git@v1');
    assert.equal(found, 'pkg:generic/chat?vcs_url=git%2Bhttps%3A%2F%2Fexample.com%2Facme%2Fchat.git%40v1');
    assert.equal(referencePurl('../chat'), undefined);
    assert.equal(referencePurl('file:///home/me/chat'), undefined);
  });
});
