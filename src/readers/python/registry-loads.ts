import { githubRepository, mlflowModel, spacyModel } from '../model-address';
import type { LoadCall } from './load-call';

/** Calls that take a model from another registry than the Hub. */
export const registryLoads: readonly LoadCall[] = [
  {
    loads: 'model',
    packages: ['torch'],
    names: ['load'],
    fullName: /^torch\.hub\.load$/,
    parameter: { position: 0, keywords: ['repo_or_dir', 'github'] },
    also: [{ keywords: ['path'], loads: 'weights' }],
    address: githubRepository,
    addressUnless: { keyword: 'source', is: 'github' },
    revisionMark: ':',
  },
  {
    loads: 'model',
    packages: ['mlflow'],
    names: ['load_model', 'download_artifacts', 'register_model'],
    parameter: { position: 0, keywords: ['model_uri', 'artifact_uri'] },
    address: mlflowModel,
  },
  {
    loads: 'model',
    packages: ['mlflow'],
    names: ['spark_udf'],
    parameter: { position: 1, keywords: ['model_uri'] },
    address: mlflowModel,
  },
  {
    loads: 'model',
    packages: ['spacy'],
    names: ['load', 'load_model', 'download'],
    fullName: /^spacy\.(?:load|util\.load_model|cli\.(?:download\.)?download)$/,
    parameter: { position: 0, keywords: ['name', 'model'] },
    address: spacyModel,
  },
];
