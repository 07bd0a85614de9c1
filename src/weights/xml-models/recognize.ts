import { hasEnding, shortMetadata, type Recognized, type WeightFile } from '../format';
import { xmlRoot } from './xml';

/** Models in XML, by their first element: PMML (https://dmg.org/pmml/pmml-v4-4.html) and the graphs of OpenVINO. */
export function xmlModel(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.xml', '.pmml')) return undefined;
  const root = xmlRoot(new TextDecoder().decode(file.head));
  if (root?.name === 'PMML')
    return { format: 'pmml', metadata: shortMetadata([['version', root.attributes.get('version') ?? '']]) };
  if (root?.name !== 'net' || !root.attributes.has('version')) return undefined;
  return {
    format: 'openvino',
    metadata: shortMetadata([
      ['name', root.attributes.get('name') ?? ''],
      ['ir_version', root.attributes.get('version') ?? ''],
    ]),
  };
}
