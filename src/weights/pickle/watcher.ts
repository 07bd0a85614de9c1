import type { Global, Value } from './values';

/** What a machine tells of while it goes through a stream. Offsets count in the source. */
export interface Watcher {
  /** The one object for a name. */
  global(module: string, name: string): Global;
  imported(global: Global, offset: number): void;
  /** `isNew` where only a class is made, without running what it does when it is called. */
  called(callee: Value, args: Value, isNew: boolean, offset: number): void;
  /** A function, or what was computed, is handed to something that is harmless by itself. */
  passed(what: Value, to: Global, args: Value, offset: number): void;
  /** A function is made that reaches for these names; `undefined` for those that are not written down. */
  reached(by: Global, names: readonly (string | undefined)[], args: Value, offset: number): void;
  /** Bytes are handed to what loads them, and do not look as its own do. */
  hidden(by: Global, args: Value, offset: number): void;
  /** A call that cannot succeed, by what it is given. */
  refused(callee: Value, args: Value, offset: number): void;
  /** A state is put into an object, or into a class or module itself; `isPlanting` where it brings a method along. */
  built(target: Value, state: Value, isPlanting: boolean, offset: number): void;
  /** An object that the loader fetches from elsewhere by this name, such as the storage of a tensor. */
  persistent(id: Value): void;
  /** Something in the stream that honest writers do not write; `alternative` is where another reader would go on. */
  noted(code: string, offset: number, alternative?: number): void;
  /** Bytes or a text, of which the beginning stands at `start` of the given bytes: they could be a pickle themselves. */
  content(bytes: Uint8Array, start: number, offset: number, length: number): void;
}

/** Why a machine stands still, and where: see the fields. */
export type Pause =
  /** It needs the bytes from `offset` on; the literal at `offset`. */
  | { readonly kind: 'more'; readonly offset: number }
  | { readonly kind: 'recall'; readonly offset: number }
  /** The loader of joblib reads the bytes of an array from here on, described by the state. */
  | { readonly kind: 'array'; readonly offset: number; readonly state: Value }
  | { readonly kind: 'stopped' | 'broken' | 'limit'; readonly offset: number; readonly code: string };
