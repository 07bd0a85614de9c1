import type { Knowledge } from '../../../src/domain/knowledge';
import { floatingTag } from '../../../src/rules/image/floating-tag';
import { ruleTest } from '../rule-test';

const digest = `sha256:${'0'.repeat(64)}`;
const dockerfile = (code: string) => ({ code, file: 'Dockerfile' });

const used = (version: string): Partial<Knowledge> => ({
  versionInUse: () => ({ version, source: 'compose.yaml', standing: 'elsewhere' }),
});

ruleTest(floatingTag, {
  silent: [
    dockerfile('FROM python:3.12-slim\nFROM scratch'),
    dockerfile(`FROM python@${digest}`),
    dockerfile(`FROM vllm/vllm-openai:latest@${digest}`),
    dockerfile('FROM vllm/vllm-openai:nightly-0123456789abcdef'),
    dockerfile('ARG TAG=latest\nFROM python:${TAG}\nFROM $BASE'),
    dockerfile('FROM python:3.12 AS base\nFROM base\nCOPY --from=base /a /b'),
    { code: 'image:\n  repository: acme/server\n  tag: ""\n', file: 'values.yaml' },
    { code: 'services:\n  web:\n    image: acme/web\n    build: .\n', file: 'compose.yaml' },
  ],
  speaks: [
    {
      ...dockerfile('FROM «python»\nRUN true'),
      says: 'none',
      message:
        'python has no tag, so whatever is newest is taken each time it is pulled. Put a version behind it, best with its digest.',
      subject: 'pkg:docker/python',
    },
    {
      ...dockerfile('FROM --platform=linux/amd64 «vllm/vllm-openai:latest» AS base'),
      says: 'moving',
      message: /^vllm\/vllm-openai:latest is another image after each release,/,
      subject: 'pkg:docker/vllm/vllm-openai',
    },
    { ...dockerfile('FROM «localhost:5000/acme/model:latest-gpu»'), says: 'moving' },
    { ...dockerfile('FROM a:1\nCOPY --from=«ghcr.io/astral-sh/uv:latest» /uv /bin/'), says: 'moving' },
    // What another file of the project says of the same image.
    {
      ...dockerfile('FROM «python» AS base'),
      says: 'none',
      knowing: used('3.12-slim'),
      suggested: 'FROM python:3.12-slim AS base',
    },
    { ...dockerfile('FROM «a/b:latest»'), says: 'moving', knowing: used('1.2'), suggested: 'FROM a/b:1.2' },
    {
      ...dockerfile('FROM «a/b:latest»'),
      says: 'moving',
      knowing: used(digest),
      suggested: `FROM a/b:latest@${digest}`,
    },
    { ...dockerfile('FROM «a/b»'), says: 'none', knowing: used(digest), suggested: `FROM a/b@${digest}` },
    { ...dockerfile('FROM «a/b:latest»'), says: 'moving', knowing: used('nightly') },
    { code: 'services:\n  llm:\n    image: «ollama/ollama»\n', file: 'compose.yaml', says: 'none' },
  ],
});
