import * as vscode from 'vscode';
import {
  commands,
  explainPathMethod,
  type ExplainPathParams,
  type ExplainPathResult,
  type PathStep,
} from '../lsp/protocol';
import type { ViewComponent } from '../panel/messages';
import { openPlace } from './places';
import type { Server } from './server';
import type { Store } from './store';

/** A step of a way; picking it opens the place that names it. */
interface StepItem extends vscode.QuickPickItem {
  readonly step?: PathStep;
}

/** *Explain Path*: why a component is here, as the ways that lead to it; picked from all where none is given. */
export function registerExplainPath(server: Server, store: Store): vscode.Disposable {
  return vscode.commands.registerCommand(commands.explainPath, async (given?: unknown) => {
    const id = idOf(given) ?? (await pickComponent(store));
    if (id === undefined) return;
    const parameters: ExplainPathParams = { id };
    const { name, paths } = await server.request<ExplainPathResult>(explainPathMethod, parameters);
    if (paths.length === 0) {
      void vscode.window.showInformationMessage(`Nothing that the project names leads to ${name}.`);
      return;
    }
    const picked = await vscode.window.showQuickPick(paths.flatMap(itemsOf), {
      title: `Why ${name} is here`,
      placeHolder: 'Pick a step to go to the place that names it',
      matchOnDescription: true,
    });
    if (picked?.step?.place) await openPlace(picked.step.place);
  });
}

/** A package URL, or the row of the tree that stands for a component. */
function idOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  const component = (given as { component?: ViewComponent } | undefined)?.component;
  return component?.id;
}

async function pickComponent({ overview }: Store): Promise<string | undefined> {
  const items = (overview?.components ?? []).map(({ id, name, version, via }) => ({
    label: name,
    description: [version, via !== undefined && via.length > 0 ? 'transitive' : undefined].filter(Boolean).join(' · '),
    id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Explain Path',
    placeHolder: 'Which component?',
    matchOnDescription: true,
  });
  return picked?.id;
}

function itemsOf(path: readonly PathStep[], at: number): readonly StepItem[] {
  const title = path.length === 1 ? 'named by the project' : `way ${at + 1}, ${path.length} steps`;
  return [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...path.map((step, depth) => ({
      label: `${'   '.repeat(depth)}${depth === 0 ? '' : '$(arrow-small-right) '}${step.name}`,
      description: [step.version, step.place?.label].filter(Boolean).join(' · '),
      step,
    })),
  ];
}
