import { Calls } from './calls';
import { Containers } from './containers';
import { Literals } from './literals';
import { isLineOf } from './lines';
import { Memo } from './memo';
import { Stack } from './stack';
import { Dict, Global, kinds, Tuple } from './values';
import type { Pause, Watcher } from './watcher';
import { isUtf8 } from './utf8';
import { countAt, indexIn, isLiteral, isText, layout, layouts, u32, width } from './widths';

const mostValues = 8_000_000;
const mostTuples = 1_000_000;
const newestProtocol = 5;
/** What is no fault of the stream. */
const limits: ReadonlySet<string> = new Set(['too-many-memos', 'too-deep']);
const shortestContent = 12;
const enoughToTell = 4096;
const longestText = 1 << 19;

/**
 * Goes through one stream of opcodes as an unpickler does, with stack, marks and memo, but builds nothing: it only keeps what
 * each value is. https://docs.python.org/3/library/pickletools.html
 */
export class Machine {
  #bytes: Uint8Array = new Uint8Array(0);
  #base = 0;
  #at = 0;
  readonly #stack: Stack;
  readonly #memo = new Memo();
  readonly #literals = new Literals();
  readonly #calls: Calls;
  readonly #containers: Containers;
  #wantsMore = false;
  #frameEnd = Infinity;

  /** A lenient machine goes on where values are missing: it looks at bytes of which nobody knows how they are reached. */
  constructor(
    private readonly size: number,
    private readonly watcher: Watcher,
    private readonly isLenient = false,
  ) {
    this.#stack = new Stack(isLenient);
    this.#calls = new Calls(this.#stack, this.#literals, watcher);
    this.#containers = new Containers(this.#stack, this.#calls, watcher, isLenient);
  }

  /** Gives the bytes from `base` on, and where to go on in them. */
  give(bytes: Uint8Array, base: number, offset: number): void {
    this.#bytes = bytes;
    this.#base = base;
    this.#at = offset - base;
    this.#literals.give(bytes, base);
  }

  /** Gives the bytes of a literal that was asked for. */
  recall(offset: number, bytes: Uint8Array): void {
    this.#literals.recall(offset, bytes);
  }

  /** Goes on until the stream ends or something is needed. */
  run(): Pause {
    const bytes = this.#bytes;
    const base = this.#base;
    const end = bytes.length;
    const stack = this.#stack;
    const values = stack.values;
    const memo = this.#memo;
    let at = this.#at;
    let depth = stack.depth;
    let fence = stack.marks.at(-1) ?? 0;
    let frameEnd = this.#frameEnd - base;
    let start = at;
    let failure = '';

    while (at < end) {
      start = at;
      const opcode = bytes[at]!;
      let next = at + width[opcode]!;
      if (next > end) break;
      if (isLiteral[opcode] === 1) {
        const kind = layout[opcode];
        if (kind !== layouts.fixed) {
          const from = kind === layouts.lines ? at + 1 : next;
          next = kind === layouts.lines ? lineEnd(bytes, at + 1) : next + countAt(bytes, at + 1, kind!);
          if (base + next > this.size) {
            failure = 'truncated';
            break;
          }
          if (kind === layouts.lines && next <= end && !isLineOf(opcode, bytes, from, next - 1)) {
            failure = 'bad-literal';
            break;
          }
          // A long one has to show how it begins, a short one is there as a whole.
          const enough = isText[opcode] === 1 ? longestText : enoughToTell;
          if (next > end && (kind === layouts.lines || end - from < enough)) break;
          if (isText[opcode] === 1 && !isUtf8(bytes, from, Math.min(next, end), next > end))
            this.watcher.noted('refused', base + start);
          if (next - from >= shortestContent) this.watcher.content(bytes, from, base + from, next - from);
        }
        values[depth++] = -1 - base - start;
      } else {
        stack.depth = depth;
        switch (opcode) {
          case 0x28: // MARK
            if (stack.marks.push((fence = depth)) > mostValues) failure = 'too-deep';
            break;
          case 0x68: // BINGET
          case 0x6a: {
            // LONG_BINGET
            const value = memo.get(opcode === 0x68 ? bytes[at + 1]! : u32(bytes, at + 1));
            if (value === undefined && !this.isLenient) failure = 'missing-memo';
            values[depth++] = value ?? kinds.opaque;
            break;
          }
          case 0x94: // MEMOIZE
          case 0x71: // BINPUT
          case 0x72: {
            // LONG_BINPUT
            if (depth === fence) {
              if (!this.isLenient) failure = 'stack-underflow';
              break;
            }
            const index = opcode === 0x94 ? memo.count : opcode === 0x71 ? bytes[at + 1]! : u32(bytes, at + 1);
            if (!memo.put(index, values[depth - 1]!)) failure = 'too-many-memos';
            break;
          }
          case 0x85: // TUPLE1
          case 0x86: // TUPLE2
          case 0x87: {
            // TUPLE3
            const count = opcode - 0x84;
            if (depth - fence < count) {
              failure = stack.bridge(count);
              depth = stack.depth;
              if (failure !== '') break;
            }
            depth -= count;
            const first = values[depth]!;
            values[depth] =
              depth > mostTuples || (first instanceof Tuple && first.isDeep)
                ? kinds.tuple
                : new Tuple(
                    count === 1
                      ? [first]
                      : count === 2
                        ? [first, values[depth + 1]!]
                        : [first, values[depth + 1]!, values[depth + 2]!],
                  );
            depth++;
            break;
          }
          default:
            this.#at = next;
            failure = this.#rare(opcode, start);
            if (this.#wantsMore || this.#literals.wanted !== undefined) {
              this.#at = start;
              this.#frameEnd = frameEnd + base;
              return this.#need(start);
            }
            next = this.#at;
            depth = stack.depth;
            fence = stack.marks.at(-1) ?? 0;
            if (opcode === 0x95) {
              if (start < frameEnd && frameEnd !== Infinity) this.watcher.noted('frame-overlap', base + start);
              frameEnd = this.#frameEnd - base;
            }
        }
        if (failure !== '') break;
      }
      at = next;
      if (at >= frameEnd) {
        if (at > frameEnd) this.watcher.noted('frame-straddle', base + start, base + frameEnd);
        frameEnd = Infinity;
      }
      if (this.#calls.array !== undefined || depth > mostValues) break;
    }

    stack.depth = depth;
    this.#at = at;
    this.#frameEnd = frameEnd + base;
    if (failure === 'stopped') {
      if (frameEnd !== Infinity && base + start + 1 < this.#frameEnd)
        this.watcher.noted('frame-too-long', base + start);
      return { kind: 'stopped', offset: base + start + 1, code: failure };
    }
    if (failure !== '') return { kind: limits.has(failure) ? 'limit' : 'broken', offset: base + start, code: failure };
    if (depth > mostValues) return { kind: 'limit', offset: base + at, code: 'too-deep' };
    const state = this.#calls.array;
    this.#calls.array = undefined;
    if (state !== undefined && frameEnd !== Infinity) this.watcher.noted('array-in-frame', base + start, base + at);
    return state === undefined ? { kind: 'more', offset: base + at } : { kind: 'array', offset: base + at, state };
  }

  /** What the opcode at `start` needs before it can be followed. */
  #need(start: number): Pause {
    const { wanted } = this.#literals;
    const needsMore = this.#wantsMore;
    this.#wantsMore = false;
    return needsMore || wanted === undefined
      ? { kind: 'more', offset: this.#base + start }
      : { kind: 'recall', offset: wanted };
  }

  /** An opcode that is not pushed by the thousands. Gives why the stream ends, or nothing. */
  #rare(opcode: number, start: number): string {
    const offset = this.#base + start;
    const stack = this.#stack;
    switch (opcode) {
      case 0x29: // EMPTY_TUPLE
        return stack.push(new Tuple([]));
      case 0x5d: // EMPTY_LIST
        return stack.push(kinds.list);
      case 0x7d: // EMPTY_DICT
        return stack.push(new Dict());
      case 0x8f: // EMPTY_SET
        return stack.push(kinds.set);
      case 0x2e: // STOP
        return stack.needs(1) || 'stopped';
      case 0x30: // POP
        if (stack.depth > stack.fence) stack.depth--;
        else if (stack.marks.pop() === undefined) return stack.needs(1);
        return '';
      case 0x31: // POP_MARK
        return stack.takeMarked() ? '' : 'missing-mark';
      case 0x32: // DUP
        return stack.needs(1) || stack.push(stack.values[stack.depth - 1]!);
      case 0x61: // APPEND
        return this.#containers.append(offset);
      case 0x65: // APPENDS
        return this.#containers.appendMarked(offset);
      case 0x90: // ADDITEMS
        return this.#containers.addMarked(offset);
      case 0x73: // SETITEM
        return this.#containers.setItem(offset);
      case 0x75: // SETITEMS
        return this.#containers.setMarked(offset);
      case 0x6c: // LIST
        return stack.takeMarked() ? stack.push(kinds.list) : 'missing-mark';
      case 0x91: // FROZENSET
        return this.#containers.frozensetOfMarked(offset);
      case 0x74: {
        // TUPLE
        const items = stack.takeMarked();
        return items ? stack.push(new Tuple(items)) : 'missing-mark';
      }
      case 0x64: // DICT
        return this.#containers.dictOfMarked(offset);
      case 0x67: // GET
      case 0x70: {
        // PUT
        const line = this.#line();
        if (line === undefined) return 'truncated';
        const index = indexIn(line);
        if (opcode === 0x70) {
          if (index < 0) return 'bad-index';
          return stack.needs(1) || (this.#memo.put(index, stack.values[stack.depth - 1]!) ? '' : 'too-many-memos');
        }
        const value = this.#memo.get(index);
        return value === undefined && !this.isLenient ? 'missing-memo' : stack.push(value ?? kinds.opaque);
      }
      case 0x63: {
        // GLOBAL
        const [module, name] = [this.#line(), this.#line()];
        if (module === undefined || name === undefined) return 'truncated';
        return stack.push(this.#calls.import(module, name, offset));
      }
      case 0x93: {
        // STACK_GLOBAL
        const short = stack.needs(2);
        if (short) return short;
        const module = this.#literals.known(stack.values[stack.depth - 2]);
        const name = this.#literals.known(stack.values[stack.depth - 1]);
        if (this.#literals.wanted !== undefined) return '';
        stack.depth -= 2;
        if (typeof module === 'string' && typeof name === 'string')
          return stack.push(this.#calls.import(module, name, offset));
        this.watcher.noted('computed-name', offset);
        return this.isLenient ? stack.push(kinds.opaque) : 'bad-name';
      }
      case 0x69: {
        // INST
        const [module, name] = [this.#line(), this.#line()];
        if (module === undefined || name === undefined) return 'truncated';
        const items = stack.takeMarked();
        if (!items) return 'missing-mark';
        return this.#calls.callMarked(this.#calls.import(module, name, offset), items, offset);
      }
      case 0x6f: {
        // OBJ
        const [callee, ...items] = stack.takeMarked() ?? [];
        return callee === undefined ? 'missing-mark' : this.#calls.callMarked(callee, items, offset);
      }
      case 0x52: // REDUCE
      case 0x81: // NEWOBJ
        return stack.needs(2) || this.#calls.callTop(2, 1, opcode === 0x81, offset);
      case 0x92: // NEWOBJ_EX
        return stack.needs(3) || this.#calls.callTop(3, 2, true, offset);
      case 0x62: // BUILD
        return stack.needs(2) || this.#calls.build(offset);
      case 0x50: // PERSID
        return this.#persistentLine(offset);
      case 0x51: // BINPERSID
        return this.#persistent();
      case 0x82: // EXT1
      case 0x83: // EXT2
      case 0x84: // EXT4
        this.watcher.noted('extension', offset);
        return stack.push(kinds.extension);
      case 0x80: // PROTO
        return this.#bytes[start + 1]! <= newestProtocol ? '' : 'unknown-protocol';
      case 0x95: {
        // FRAME
        const length = u32(this.#bytes, start + 1) + u32(this.#bytes, start + 5) * 2 ** 32;
        this.#frameEnd = this.#base + this.#at + length;
        return this.#frameEnd > this.size ? 'frame-too-long' : '';
      }
      case 0x97: // NEXT_BUFFER
        this.watcher.noted('out-of-band', offset);
        return stack.push(kinds.buffer);
      case 0x98: // READONLY_BUFFER
        return stack.needs(1);
      default:
        return 'unknown-opcode';
    }
  }

  /** `torch.save` wrote classes down as `('module', class, file, source)`; all else is a storage. */
  #persistent(): string {
    const stack = this.#stack;
    const id = stack.values[stack.depth - 1];
    const short = stack.drop(1, 0);
    const [, named] = id instanceof Tuple && id.items.length === 4 ? id.items : [];
    if (!short) this.watcher.persistent(id!);
    return short || stack.push(named instanceof Global ? named : kinds.persistent);
  }

  #persistentLine(offset: number): string {
    const id = this.#line();
    if (id === undefined) return 'truncated';
    this.#containers.expect(/^[\0-\x7f]*$/.test(id), offset);
    return this.#stack.push(kinds.persistent);
  }

  #line(): string | undefined {
    const end = lineEnd(this.#bytes, this.#at);
    if (end > this.#bytes.length) {
      if (this.#base + this.#bytes.length < this.size) this.#wantsMore = true;
      return undefined;
    }
    const line = new TextDecoder().decode(this.#bytes.subarray(this.#at, end - 1));
    this.#at = end;
    return line;
  }
}

/** Behind the line feed; behind all bytes where there is none. */
function lineEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(10, at);
  return end < 0 ? bytes.length + 1 : end + 1;
}
