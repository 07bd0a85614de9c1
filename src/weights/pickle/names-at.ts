import { literalWindow } from './literal';
import { Machine } from './machine';
import { Global, Instance, type Value } from './values';
import type { Watcher } from './watcher';

const mostStreams = 1000;

/** By offset: the name that an opcode imports, or the one that it calls or fills. */
export function namesAt(bytes: Uint8Array): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const globals = new Map<string, Global>();
  const watcher: Watcher = {
    global(module, name) {
      const full = `${module}.${name}`;
      const global = globals.get(full) ?? new Global(module, name, false);
      globals.set(full, global);
      return global;
    },
    imported: ({ full }, offset) => names.set(offset, full),
    called: (callee, _args, _isNew, offset) => {
      const full = nameOf(callee);
      if (full !== undefined) names.set(offset, `calls ${full}`);
    },
    built: (target, _state, _isPlanting, offset) => {
      const full = nameOf(target);
      if (full !== undefined) names.set(offset, `fills ${full}`);
    },
    passed: () => undefined,
    reached: () => undefined,
    hidden: () => undefined,
    refused: () => undefined,
    noted: () => undefined,
    content: () => undefined,
    persistent: () => undefined,
  };
  for (let at = 0, stream = 0; at < bytes.length && stream < mostStreams; stream++) {
    const machine = new Machine(bytes.length, watcher, true);
    machine.give(bytes, 0, at);
    let pause = machine.run();
    while (pause.kind === 'recall') {
      machine.recall(pause.offset, bytes.subarray(pause.offset, pause.offset + literalWindow));
      pause = machine.run();
    }
    if (pause.kind !== 'stopped') break;
    at = pause.offset;
  }
  return names;
}

function nameOf(value: Value): string | undefined {
  if (value instanceof Global) return value.full;
  return value instanceof Instance && value.callee instanceof Global ? `a ${value.callee.full}` : undefined;
}
