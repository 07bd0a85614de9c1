import { mcp } from './agents/mcp';
import { card } from './card/card';
import { condaEnvironment } from './conda/environment';
import { metaYaml } from './conda/meta-yaml';
import { dockerfile } from './containers/dockerfile';
import { citation } from './dataset-files/citation';
import { croissant } from './dataset-files/croissant';
import { datapackage } from './dataset-files/datapackage';
import { datasetInfos } from './dataset-files/dataset-infos';
import { llamaFactoryData } from './dataset-files/llama-factory-data';
import { gitattributes } from './git/gitattributes';
import { chatTemplate } from './hub-config/chat-template';
import { evalResults } from './hub-config/eval-results';
import { hubConfig } from './hub-config/hub-config';
import { condaPackageRecord } from './installed/conda-package';
import { installedMetadata } from './installed/metadata';
import { installedRecord } from './installed/record';
import { javascript } from './javascript/javascript';
import { licenseFile } from './license-file';
import { condaLock } from './locks/conda-lock';
import { packageLock } from './locks/package-lock';
import { pdmLock } from './locks/pdm-lock';
import { pipfileLock } from './locks/pipfile-lock';
import { poetryLock } from './locks/poetry-lock';
import { pylock } from './locks/pylock';
import { uvLock } from './locks/uv-lock';
import { notebook } from './notebook/notebook';
import { packageJson } from './npm/package-json';
import { pipfile } from './python-project/pipfile';
import { pixiToml } from './python-project/pixi-toml';
import { pyproject } from './python-project/pyproject';
import { setupCfg } from './python-project/setup-cfg';
import { setupPy } from './python-project/setup-py';
import { uvToml } from './python-project/uv-toml';
import { python } from './python/python';
import type { Reader } from './reader';
import { requirements } from './requirements/requirements';
import { compose } from './serving/compose';
import { helmValues } from './serving/helm-values';
import { kubernetes } from './serving/kubernetes';
import { litellm } from './serving/litellm';
import { modelfile } from './serving/modelfile';
import { vllmConfig } from './serving/vllm-config';
import { azureml } from './tracking/azureml';
import { dvc } from './tracking/dvc';
import { mlmodel } from './tracking/mlmodel';
import { mlproject } from './tracking/mlproject';
import { params } from './tracking/params';
import { pythonEnv } from './tracking/python-env';
import { trainingConfig } from './training/training-config';

/** All readers; the first whose globs fit a path is asked to read it. */
export const readers: readonly Reader[] = [
  setupPy,
  requirements,
  card,
  python,
  notebook,
  javascript,
  licenseFile,
  installedMetadata,
  installedRecord,
  condaPackageRecord,
  pyproject,
  setupCfg,
  pixiToml,
  uvToml,
  pipfile,
  uvLock,
  poetryLock,
  pdmLock,
  pylock,
  pipfileLock,
  condaLock,
  packageLock,
  condaEnvironment,
  metaYaml,
  packageJson,
  dockerfile,
  compose,
  mcp,
  hubConfig,
  chatTemplate,
  croissant,
  datasetInfos,
  llamaFactoryData,
  datapackage,
  evalResults,
  modelfile,
  mlmodel,
  mlproject,
  dvc,
  pythonEnv,
  gitattributes,
  citation,
  azureml,
  litellm,
  helmValues,
  kubernetes,
  trainingConfig,
  vllmConfig,
  params,
];
