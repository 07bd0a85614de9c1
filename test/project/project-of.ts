import { Document } from '../../src/domain/document';
import { readText } from '../../src/project/load';
import { Project } from '../../src/project/project';

/** A project of these texts, each read by the reader of its name; other files are only noted to exist. */
export function projectOf(files: Readonly<Record<string, string>>, roots: readonly string[] = ['/p']): Project {
  const project = new Project(roots);
  for (const [path, text] of Object.entries(files)) {
    project.addFile(path);
    const document = readText(path, project.relative(path), text);
    if (document) project.put(document);
  }
  return project;
}

/** The document of a weight file, of a format that does not matter. */
export function weights(path: string): Document {
  return new Document(path, 'weights', '', {
    mentions: [{ kind: 'weights', path: { text: '', start: 0, end: 0 }, by: 'gguf' }],
    problems: [],
    weights: { format: 'gguf', size: 10, metadata: {} },
  });
}
