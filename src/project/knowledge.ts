import { posix } from 'node:path';
import type { Knowledge, VersionInUse } from '../domain/knowledge';
import type { Lookups } from '../lookup';
import { maliciousReport } from '../lookup/malicious';
import { normalizedName } from '../packaging/name';
import type { Project } from './project';

/** What rules may ask, answered from the project and from what was looked up for it. Holds as long as neither changes. */
export function knowledgeOf(project: Project, lookups: Lookups): Knowledge {
  return {
    malicious: maliciousReport,
    versionInUse(path, ecosystem, name) {
      const pinned = project.settled.versionFor(path, ecosystem, name);
      if (pinned?.standing === 'binding' || ecosystem !== 'pypi') return pinned;
      return installedVersion(path, name) ?? pinned;
    },
    lockOf: (path) => project.settled.lockOf(path),
    commitOf: (kind, name, revision) => lookups.commitOf(kind, name, revision),
    isLocal: (path, name) => project.isLocal(path, name),
    signatureOf: (path) => project.signatureOf(path),
    referencesTo: (path) => project.referencesTo(path),
    licenseBeside: (path) => project.licenseBeside(path),
    localId: (path) => project.localId(path),
  };

  function installedVersion(path: string, name: string): VersionInUse | undefined {
    for (const folder of environmentFolders(project, path)) {
      const installed = lookups.installedIn(folder);
      const version = installed?.versions.get(normalizedName(name));
      if (!installed || version === undefined) continue;
      return { version, source: project.relative(`${folder}/${installed.environment}`), standing: 'installed' };
    }
    return undefined;
  }
}

/** Where a virtual environment may stand for a file, nearest first: its own folder, and those above it in its root. */
export function environmentFolders(project: Project, path: string): readonly string[] {
  const root = project.rootOf(path);
  const folders: string[] = [];
  for (let folder = posix.dirname(path); folder.length >= root.length; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === posix.dirname(folder)) break;
  }
  return folders;
}
