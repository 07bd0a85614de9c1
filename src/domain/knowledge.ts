import type { WeightFacts } from './document';
import type { Related } from './finding';
import type { PackageMention } from './mention';

/** What rules may ask. Paths are absolute with `/`. Every answer may be `undefined`: then it is not known, and a rule stays silent about it. */
export interface Knowledge {
  /** Reports of malicious releases of a package. */
  malicious(ecosystem: string, name: string): MaliciousReport | undefined;
  /** What is known of a package's security problems; `undefined` where nothing is. Malicious code is not among them. */
  advisories(ecosystem: string, name: string): PackageAdvisories | undefined;
  /** The one version of a package that is in use, as far as the workspace shows it to a file. */
  versionInUse(path: string, ecosystem: string, name: string): VersionInUse | undefined;
  /** Whether the manifest of a package (pyproject.toml, setup.cfg, setup.py) takes what it asks for from this requirements file. */
  isManifestSource(path: string): boolean;
  /**
   * The installed packages that an installed one needs in turn, by name, as an environment beside or above a file shows them;
   * undefined where none is there, or where a lock has the package.
   */
  installedNeeds(path: string, ecosystem: string, name: string): readonly string[] | undefined;
  /** Whether the policy asks for hashes of all packages in this requirements file. */
  areHashesRequired(path: string): boolean;
  /** Why a lock or an environment has a package that the project does not ask for itself. */
  originOf(path: string, chosen: PackageMention): Origin | undefined;
  /** The file that settles all versions asked for in this one, such as the compiled form of a `requirements.in`. */
  lockOf(path: string): string | undefined;
  /** The commit that a revision of a Hub repository points to (from the local cache, or looked up). */
  commitOf(kind: 'model' | 'dataset', name: string, revision: string): CommitInUse | undefined;
  /** What the package index says of one release of a package; `undefined` where it was not asked, or knows no such release. */
  release(ecosystem: string, name: string, version: string): ReleaseFacts | undefined;
  /** What the package index says of a package as a whole; `undefined` where it was not asked. */
  packageFacts(ecosystem: string, name: string): PackageFacts | undefined;
  /** The commit that the lock of a file has of a Git repository, which may be written in any way. */
  lockedCommit(path: string, url: string): CommitInUse | undefined;
  /** The commit that a branch or tag of a Git repository on the web (`https://…`) points to. */
  commitOfGit(url: string, ref: string): CommitInUse | undefined;
  /** Whether a name used in a file is a file or folder of the workspace, seen from that file's folder or a root. */
  isLocal(path: string, name: string): boolean;
  /** The weight file of the workspace that a name used in a file stands for, if it was read. */
  weightsNamed(path: string, name: string): NamedWeights | undefined;
  /** The top of the Git work tree that a weight file stands in, if it is one that is not known to be safe. */
  workTreeOf(path: string): string | undefined;
  /** Where on the Hub such a file comes from, and at which commit, as notes beside it or calls in the workspace say. */
  downloadOf(path: string): Download | undefined;
  /** The signature that stands with a weight file, by the naming customs of OpenSSF Model Signing. Not verified. */
  signatureOf(path: string): string | undefined;
  /** The places where other files name this one. */
  referencesTo(path: string): readonly Related[];
  /** The license whose text stands in a LICENSE file of the same folder. */
  licenseBeside(path: string): LicenseInFile | undefined;
  /** The purl of a file or folder of the workspace. */
  localId(path: string): string;
}

/** A weight file that another file names. */
export interface NamedWeights {
  readonly path: string;
  readonly facts: WeightFacts;
}

/** A file of a repository on the Hub, at a commit. */
export interface Download {
  readonly kind: 'model' | 'dataset';
  readonly name: string;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** Its path within the repository. */
  readonly file: string;
  /** The folder that the files of the repository are put into; absolute. */
  readonly folder: string;
}

export interface MaliciousReport {
  /** Ids in the OSV database, best first. */
  readonly ids: readonly string[];
  /** Every release is malicious; else only some are. */
  readonly everyRelease: boolean;
  /** A widely used, honest package of which single releases were compromised. */
  readonly popular: boolean;
  /** The date of the facts, ISO 8601. */
  readonly asOf: string;
  affects(version: string): boolean;
  /** Whether a specifier (PEP 440) lets installers take a release that is reported. */
  isAllowedBy(specifier: string): boolean;
  /** Whether the highest version that a specifier allows is one that is reported. */
  isHighestAllowedBy(specifier: string): boolean;
}

/** The security advisories on one package. */
export interface PackageAdvisories {
  /** The date of the facts, ISO 8601. */
  readonly asOf: string;
  /** Those that hit a version, worst first. The local part of a version (`+cu124`) does not count. */
  hitting(version: string): readonly Advisory[];
  /**
   * The smallest version above this one that nothing hits; a pre-release only for a pre-release. Looked for among the releases, or,
   * where these are not known, among the versions that advisories name as fixed.
   */
  fixAbove(version: string, releases?: readonly string[]): string | undefined;
  /** What hits the versions that a specifier (PEP 440) allows, out of the releases where these are known; `undefined` where it is none, or nothing does. */
  within(specifier: string, releases?: readonly string[]): AdvisoriesWithin | undefined;
}

export interface AdvisoriesWithin {
  /** Whether each version allowed is hit, or only some are. */
  readonly extent: 'every' | 'some';
  /** Those that hit any of the versions allowed, worst first. */
  readonly advisories: readonly Advisory[];
  /** The smallest known version above all that are hit; it is itself allowed, unless every version that is allowed is hit. */
  readonly fix?: string;
}

/** A published report of a security problem. */
export interface Advisory {
  readonly id: string;
  /** The same problem in other databases, CVE ids first. */
  readonly aliases: readonly string[];
  /** By the ranges of CVSS; absent where nobody has rated it. */
  readonly severity?: 'none' | 'low' | 'medium' | 'high' | 'critical';
  /** Whether it is known to be used in attacks. */
  readonly isExploited: boolean;
  /** The versions that it names as fixed, in no order. */
  readonly fixed: readonly string[];
}

export interface VersionInUse {
  readonly version: string;
  /** Where it comes from, relative to the root: `constraints.txt`, `.venv`. */
  readonly source: string;
  /** `binding`: installers obey it; `installed`: it runs now; `elsewhere`: another file of the project pins it. */
  readonly standing: 'binding' | 'installed' | 'elsewhere';
}

/** What brings in a package that nobody asks for. */
export interface Origin {
  /** Names, from what the project asks for itself down to what needs the package. Never empty. */
  readonly chain: readonly string[];
  /** Where the first of them is asked for; where nobody asks for it, where it was chosen. */
  readonly places: readonly Related[];
}

export interface CommitInUse {
  readonly commit: string;
  /** In words that follow "from": `the local cache`, `the Hub`, `uv.lock`. */
  readonly source: string;
}

/** Where and when a package index said something. */
interface IndexAnswer {
  /** The day of the answer, ISO 8601. */
  readonly asOf: string;
  /** In words that follow "according to": `PyPI`. */
  readonly source: string;
}

/** One release on a package index. */
export interface ReleaseFacts extends IndexAnswer {
  /** Taken back by its makers (PEP 592): the reason that they give, or `true` where they give none. */
  readonly yanked?: string | true;
  /** What its makers tell those who install it, where they advise against it (npm). */
  readonly deprecated?: string;
  /** When its first file was uploaded, ISO 8601. */
  readonly uploaded?: string;
  /** Of its files, as `sha256:` and 64 hexadecimal digits; empty where they are not known. */
  readonly hashes: readonly string[];
}

/** A package on a package index. */
export interface PackageFacts extends IndexAnswer {
  /** What its makers or the index say of its state (PEP 792; of npm only `active` and `deprecated`). */
  readonly status: 'active' | 'archived' | 'quarantined' | 'deprecated';
  /** Why it has that status, in their words. */
  readonly reason?: string;
  /** What an installer takes that is asked for nothing in particular. */
  readonly latest?: string;
  /** All releases, in the order of their versions. */
  readonly versions: readonly string[];
}

export interface LicenseInFile {
  readonly path: string;
  readonly spdx: string;
}
