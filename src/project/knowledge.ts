import type { Knowledge } from '../domain/knowledge';
import type { Lookups } from '../lookup';
import { downloadOf } from './downloads';
import type { Policies } from './policies';
import type { Project } from './project';

/** What rules may ask, answered from the project and from what was looked up for it. */
export function knowledgeOf(project: Project, lookups: Lookups, policies: Policies): Knowledge {
  return {
    malicious: (ecosystem, name) => lookups.malicious(ecosystem, name),
    advisories: (ecosystem, name) => lookups.advisories(ecosystem, name),
    versionInUse: (path, ecosystem, name) => project.settled.versionFor(path, ecosystem, name),
    isManifestSource: (path) => project.isManifestSource(path),
    installedNeeds: (path, ecosystem, name) => project.settled.installedNeeds(path, ecosystem, name),
    areHashesRequired: (path) => policies.policyFor(path).hashes === 'required',
    originOf: (path, chosen) => project.origins.of(path, chosen),
    lockOf: (path) => project.settled.lockOf(path),
    commitOf: (kind, name, revision) => lookups.commitOf(kind, name, revision),
    lockedCommit: (path, url) => project.settled.commitFor(path, url),
    release: (ecosystem, name, version) => lookups.release(ecosystem, name, version),
    packageFacts: (ecosystem, name) => lookups.packageFacts(ecosystem, name),
    commitOfGit: (url, ref) => lookups.commitOfGit(url, ref),
    isLocal: (path, name) => project.isLocal(path, name),
    weightsNamed: (path, name) => project.weightsNamed(path, name),
    workTreeOf: (path) => lookups.noted(path)?.workTree?.folder,
    downloadOf: (path) => downloadOf(path, lookups.noted(path), project.downloadFolders),
    signatureOf: (path) => project.signatureOf(path),
    referencesTo: (path) => project.referencesTo(path),
    licenseBeside: (path) => project.licenseBeside(path),
    localId: (path) => project.localId(path),
  };
}
