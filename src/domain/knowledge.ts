/** What rules may ask. Every answer may be `undefined`: then it is not known, and a rule stays silent about it. */
export interface Knowledge {
  /** Bundled and, where switched on, looked-up facts about malicious releases. */
  maliciousPackage(ecosystem: string, name: string): MaliciousPackage | undefined;
  /** The one version of a package that the project itself already settled on, and where that is written. */
  versionInUse(fromPath: string, ecosystem: string, name: string): VersionInUse | undefined;
  /** The commit that a revision of a Hub model or dataset points to (from the local cache, or looked up). */
  commitOf(kind: 'model' | 'dataset', name: string, revision: string): CommitInUse | undefined;
  /** Whether a path, relative to the folder of `fromPath` or to a root, is a file or folder of the workspace. */
  isLocal(fromPath: string, path: string): boolean;
  /** The signature file that stands with a weight file, by the naming customs of OpenSSF Model Signing. */
  signatureOf(path: string): string | undefined;
  /** The license whose text stands in a LICENSE file of the same folder. */
  licenseBeside(path: string): LicenseInFile | undefined;
  /** Whether the versions asked for in a file are settled by another one, such as a lock or a compiled requirements file. */
  lockOf(path: string): string | undefined;
}

export interface MaliciousPackage {
  readonly ids: readonly string[];
  /** `all`, or whether one exact version is affected. */
  readonly affects: (version: string) => boolean;
  readonly everyVersion: boolean;
  readonly versions: readonly string[];
  /** The date of the facts, ISO 8601. */
  readonly asOf: string;
}

export interface VersionInUse {
  readonly version: string;
  /** Why it is known, in words that end a sentence: "installed in .venv", "pinned in constraints.txt". */
  readonly source: string;
  /** `certain` where it is what runs now (a lock, an installation, an included constraint). */
  readonly certain: boolean;
}

export interface CommitInUse {
  readonly commit: string;
  readonly source: string;
}

export interface LicenseInFile {
  readonly path: string;
  readonly spdx: string;
}
