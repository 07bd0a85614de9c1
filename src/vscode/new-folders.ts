import * as vscode from 'vscode';

/** Milliseconds for whoever makes a folder to fill it. */
const settle = 500;
const mostFiles = 1000;
const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules', '__pycache__']);

/**
 * Watches for folders that are copied, unpacked or renamed: of those the editor reports the name alone.
 * Tells the files in them, or `undefined` where they are too many to tell one by one.
 */
export function watchNewFolders(tell: (files: readonly vscode.Uri[] | undefined) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, true);
  const look = async (uri: vscode.Uri): Promise<void> => {
    if (!(await isFolder(uri))) return;
    await new Promise((resolve) => setTimeout(resolve, settle));
    const files = await filesIn(uri);
    if (files === undefined || files.length > 0) tell(files);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => void look(uri)),
  );
}

/** Links are not followed. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type === vscode.FileType.Directory && !isNeverEntered(uri),
    () => false,
  );
}

async function filesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const files: vscode.Uri[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const [name, type] of await entries(next)) {
      const uri = vscode.Uri.joinPath(next, name);
      if (type === vscode.FileType.File) files.push(uri);
      if (type === vscode.FileType.Directory && !isNeverEntered(uri)) folders.push(uri);
    }
    if (files.length + folders.length > mostFiles) return undefined;
  }
  return files;
}

/** Nothing where the folder is gone again. */
async function entries(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  return vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
}

function isNeverEntered(uri: vscode.Uri): boolean {
  return neverEntered.has(uri.path.slice(uri.path.lastIndexOf('/') + 1));
}
