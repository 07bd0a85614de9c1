/**
 * Who can publish on a package index: `pypi` is PyPI itself or a mirror that has nothing else; `maker` is run by the makers
 * of the packages on it, for these alone; `anyone` lets every account publish under every free name.
 */
export type IndexStanding = 'pypi' | 'maker' | 'anyone';

/** Hosts with the beginning of the paths below which it holds. */
const indexes: readonly (readonly [host: string, path: string, standing: IndexStanding])[] = [
  ['pypi.org', '/', 'pypi'],
  ['pypi.python.org', '/', 'pypi'],
  ['mirror.baidu.com', '/pypi/', 'pypi'],
  ['mirrors.aliyun.com', '/pypi/', 'pypi'],
  ['mirrors.bfsu.edu.cn', '/pypi/', 'pypi'],
  ['mirrors.cloud.tencent.com', '/pypi/', 'pypi'],
  ['mirrors.ustc.edu.cn', '/pypi/', 'pypi'],
  ['pypi.doubanio.com', '/', 'pypi'],
  ['pypi.mirrors.ustc.edu.cn', '/', 'pypi'],
  ['pypi.tuna.tsinghua.edu.cn', '/', 'pypi'],
  ['repo.huaweicloud.com', '/repository/pypi/', 'pypi'],

  ['abetlen.github.io', '/llama-cpp-python/', 'maker'],
  ['aiinfra.pkgs.visualstudio.com', '/publicpackages/', 'maker'],
  ['data.dgl.ai', '/', 'maker'],
  ['data.pyg.org', '/', 'maker'],
  ['docs.sglang.ai', '/whl/', 'maker'],
  ['download.openmmlab.com', '/', 'maker'],
  ['download.pytorch.org', '/', 'maker'],
  ['flashinfer.ai', '/whl/', 'maker'],
  ['huggingface.github.io', '/autogptq-index/', 'maker'],
  ['pypi.ngc.nvidia.com', '/', 'maker'],
  ['pypi.nvidia.com', '/', 'maker'],
  ['pytorch-extension.intel.com', '/', 'maker'],
  ['repo.radeon.com', '/', 'maker'],
  ['storage.googleapis.com', '/jax-releases/', 'maker'],
  ['storage.googleapis.com', '/libtpu-releases/', 'maker'],
  ['storage.googleapis.com', '/libtpu-wheels/', 'maker'],
  ['triton-ascend.osinfra.cn', '/', 'maker'],
  ['us-python.pkg.dev', '/ml-oss-artifacts-published/', 'maker'],
  ['wheels.vllm.ai', '/', 'maker'],

  ['test.pypi.org', '/', 'anyone'],
];

/** What is known of an index by its host (in lower case) and path; undefined for those that are not, such as internal ones. */
export function indexStanding(host: string, path: string): IndexStanding | undefined {
  const place = `${path.toLowerCase()}/`;
  return indexes.find(([name, below]) => name === host && place.startsWith(below))?.[2];
}
