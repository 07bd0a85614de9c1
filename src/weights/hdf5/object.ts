import { ByteError } from '../../bytes/cursor';
import { attribute, type Attribute } from './attribute';
import { records } from './btree2';
import { dataspace, elementCount } from './dataspace';
import { datatype, type Datatype } from './datatype';
import { externalFiles } from './external-files';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import { filtersOf, type Filter } from './filters';
import { FractalHeap } from './fractal-heap';
import { layout, type Layout } from './layout';
import { link, type Link } from './link';
import { lastMessageType, messageTypes } from './message-types';
import { messagesOf, type Message } from './object-header';
import { sharedMessage } from './shared-message';
import { checkSmall } from './small-messages';
import { symbols } from './symbol-table';

/** A group, a dataset, or a type with a name. */
export interface Hdf5Object {
  readonly links: readonly Link[];
  readonly attributes: readonly Attribute[];
  readonly dataset?: Dataset;
}

export interface Dataset {
  readonly type: Datatype;
  /** How many elements along each dimension; none for a single value. */
  readonly dimensions: readonly number[];
  /** How many elements in all. */
  readonly count: number;
  readonly layout: Layout;
  readonly filters: readonly Filter[];
  /** Paths of the files that hold the values, where this one does not. */
  readonly files: readonly string[];
}

/** What makes an object a group, or a type with a name. */
const makesObject: ReadonlySet<number> = new Set([
  ...[messageTypes.symbolTable, messageTypes.linkInfo, messageTypes.datatype],
]);

/** Reads the object at an address with all its links and attributes, but not the values of a dataset; fails with a `ByteError`. */
export async function objectAt(file: Hdf5File, address: number): Promise<Hdf5Object> {
  const messages = await messagesOf(file, address);
  const links: Link[] = [];
  const attributes: Attribute[] = [];
  for (const message of messages) {
    const { type, fields } = message;
    if (type > lastMessageType) throw new ByteError('unsupported', fields.base);
    if (!message.isShared) checkSmall(type, fields);
    if (type === messageTypes.symbolTable) links.push(...(await symbols(file, fields)));
    if (type === messageTypes.link) links.push(link(fields));
    if (type === messageTypes.linkInfo) for (const one of await kept(file, fields, 8)) links.push(link(one));
    if (type === messageTypes.attribute) attributes.push(await attribute(file, unshared(message)));
    if (type === messageTypes.attributeInfo)
      for (const one of await kept(file, fields, 2)) attributes.push(await attribute(file, one));
  }
  const dataset = await datasetOf(file, messages);
  const isSomething = dataset !== undefined || messages.some(({ type }) => makesObject.has(type));
  if (!isSomething) throw new ByteError('bad-magic', file.superblock.base + address);
  return { links, attributes, ...(dataset && { dataset }) };
}

/**
 * What does not stand in the object header but in a heap of its own, found by a tree over the names. `orderWidth` is that of the
 * highest creation order. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#LinkInfoMessage and #AinfoMessage
 */
async function kept(file: Hdf5File, fields: Fields, orderWidth: number): Promise<readonly Fields[]> {
  fields.version(0);
  const flags = fields.u8();
  if (flags & 1) fields.skip(orderWidth);
  const [heapAt, treeAt] = [fields.address(), fields.address()];
  const byOrder = flags & 2 ? fields.address() : undefined;
  if (byOrder !== undefined) await records(file, byOrder);
  if (heapAt === undefined || treeAt === undefined) return [];
  const heap = await FractalHeap.at(file, heapAt);
  const found: Fields[] = [];
  for (const record of await records(file, treeAt)) {
    const isLink = orderWidth === 8;
    if (isLink) record.skip(4);
    found.push(await heap.object(record));
    if (!isLink && record.u8() & 2) throw new ByteError('unsupported', record.base);
  }
  return found;
}

/** An attribute in the heap of shared messages is not read. */
function unshared({ isShared, fields }: Message): Fields {
  if (isShared) throw new ByteError('unsupported', fields.base);
  return fields;
}

async function datasetOf(file: Hdf5File, messages: readonly Message[]): Promise<Dataset | undefined> {
  const fieldsOf = async (type: number): Promise<Fields | undefined> => {
    const found = messages.find((message) => message.type === type);
    return found?.isShared ? sharedMessage(file, found.fields, type) : found?.fields;
  };
  const [place, files] = [await fieldsOf(messageTypes.layout), await fieldsOf(messageTypes.externalFiles)];
  const [type, space] = [await fieldsOf(messageTypes.datatype), await fieldsOf(messageTypes.dataspace)];
  if (!place && !files && !(type && space)) return undefined;
  const filters = await fieldsOf(messageTypes.filters);
  if (!place || !type || !space) throw new ByteError('bad-magic', (place ?? files ?? space)!.base);
  const shape = dataspace(space);
  return {
    type: datatype(type),
    dimensions: shape ?? [],
    count: elementCount(shape),
    layout: layout(place),
    filters: filters ? filtersOf(filters) : [],
    files: files ? await externalFiles(file, files) : [],
  };
}
