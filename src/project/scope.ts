import { below } from './below';

/** The part of the roots that somebody asked about: files, and folders with all that is in them. Without any, everything. */
export class Scope {
  constructor(readonly asked: readonly string[] = []) {}

  get isWhole(): boolean {
    return this.asked.length === 0;
  }

  /** Whether a path is one that was asked about, or lies in a folder that was. */
  covers(path: string): boolean {
    return this.isWhole || this.asked.some((one) => one === path || below(one, path) !== undefined);
  }

  /** Whether what was asked about is this folder, lies in it, or has it inside. */
  touches(folder: string): boolean {
    return this.covers(folder) || this.asked.some((one) => below(folder, one) !== undefined);
  }
}
