import assert from 'node:assert/strict';
import { citation } from '../../src/readers/dataset-files/citation';
import { croissant } from '../../src/readers/dataset-files/croissant';
import { datapackage } from '../../src/readers/dataset-files/datapackage';
import { datasetInfos } from '../../src/readers/dataset-files/dataset-infos';
import { llamaFactoryData } from '../../src/readers/dataset-files/llama-factory-data';
import { readingOf, said } from './said';

const context = '"@context": { "cr": "http://mlcommons.org/croissant/" }';

/** The license of a Croissant file that declares this. */
function licensed(license: unknown): readonly string[] {
  return said(croissant, `{ ${context}, "@type": "sc:Dataset", "license": ${JSON.stringify(license)} }`);
}

describe('reader croissant', () => {
  it('reads the dataset that is described and its license', () => {
    const text = `{ ${context}, "@type": "sc:Dataset", "name": "faces", "license": "cc-by-4.0" }`;
    assert.deepEqual(said(croissant, text), ['license cc-by-4.0 = CC-BY-4.0']);
    const { subject } = readingOf(croissant, text);
    assert.deepEqual([subject?.kind, subject?.name?.text], ['dataset', 'faces']);
  });

  it('knows licenses by their pages', () => {
    const cases: Readonly<Record<string, string>> = {
      'https://creativecommons.org/licenses/by-nc-sa/4.0/': 'CC-BY-NC-SA-4.0',
      'https://creativecommons.org/licenses/by/4.0/deed.en': 'CC-BY-4.0',
      'https://creativecommons.org/publicdomain/zero/1.0/': 'CC0-1.0',
      'https://spdx.org/licenses/Apache-2.0.html': 'Apache-2.0',
      'https://choosealicense.com/licenses/odc-by/': 'ODC-By-1.0',
      'https://opensource.org/license/mit': 'MIT',
      'https://www.apache.org/licenses/LICENSE-2.0': 'Apache-2.0',
      'https://opendatacommons.org/licenses/odbl/1-0/': 'ODbL-1.0',
      'https://acme.com/licenses/mit': '?',
      'This is a license.': '?',
    };
    for (const [license, spdx] of Object.entries(cases))
      assert.deepEqual(licensed(license), [`license ${license} = ${spdx}`]);
    assert.deepEqual(licensed(['mit', { '@type': 'sc:CreativeWork', name: 'Mine', url: 'https://acme.com/l' }]), [
      'license mit = MIT',
      'license https://acme.com/l = ?',
    ]);
    assert.deepEqual(licensed(''), []);
  });

  it('says what is no dataset, and leaves other JSON-LD alone', () => {
    const text = `{ ${context}, "@type": "sc:WRONG_TYPE" }`;
    assert.deepEqual(
      readingOf(croissant, text).problems.map(({ code, start, end }) => [code, text.slice(start, end)]),
      [['croissant-type', '"sc:WRONG_TYPE"']],
    );
    assert.equal(croissant.read('{"@context": "https://schema.org", "@type": "Dataset"}', 'metadata.json'), undefined);
    assert.equal(croissant.read('See https://mlcommons.org/croissant', 'metadata.json'), undefined);
  });
});

describe('readers of dataset files', () => {
  it('read the licenses that the library datasets keeps, each once', () => {
    const text =
      '{"a": {"license": "mit", "features": {}}, "b": {"license": "mit", "splits": {}}, "c": {"license": "", "splits": {}}}';
    assert.deepEqual(said(datasetInfos, text), ['license mit = MIT']);
    assert.deepEqual(said(datasetInfos, '{"builder_name": "x", "license": "odc-by"}'), ['license odc-by = ODC-By-1.0']);
    assert.equal(datasetInfos.read('{"a": {"license": "mit"}}', 'dataset_info.json'), undefined);
  });

  it('read the datasets that LLaMA-Factory can choose from', () => {
    const text = '{"a": {"hf_hub_url": "llamafactory/alpaca_en", "ms_hub_url": "x/y"}, "b": {"file_name": "b.json"}}';
    assert.deepEqual(said(llamaFactoryData, text), ['dataset uses llamafactory/alpaca_en by hf_hub_url']);
    assert.equal(llamaFactoryData.read('{"a": {"features": {}}}', 'dataset_info.json'), undefined);
  });

  it('read the licenses of a data package', () => {
    const text = `{"name": "pop", "resources": [], "licenses": [
      {"name": "ODC-By-1.0"}, {"name": "own", "path": "https://creativecommons.org/licenses/by/4.0/"}]}`;
    assert.deepEqual(said(datapackage, text), [
      'license ODC-By-1.0 = ODC-By-1.0',
      'license https://creativecommons.org/licenses/by/4.0/ = CC-BY-4.0',
    ]);
    assert.equal(readingOf(datapackage, text).subject?.name?.text, 'pop');
    assert.equal(datapackage.read('{"name": "x"}', 'datapackage.json'), undefined);
  });

  it('read the license of CITATION.cff', () => {
    const text = 'cff-version: 1.2.0\ntitle: X\nlicense: [Apache-2.0, "MIT"]\n';
    assert.deepEqual(said(citation, text), ['license Apache-2.0 = Apache-2.0', 'license MIT = MIT']);
    assert.equal(citation.read('title: X\n', 'CITATION.cff'), undefined);
  });
});
