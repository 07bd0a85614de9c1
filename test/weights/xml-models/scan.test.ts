import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';

async function found(path: string, text: string): Promise<readonly string[]> {
  const head = Buffer.from(text);
  const file = { path, source: sourceOf(head), head };
  const { findings } = await scanWeights(file, await recognizedAs(file), { limit: 1 << 20 });
  return findings.map(({ code, verdict }) => `${verdict}: ${code}`);
}

const pmml = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">${inside}</PMML>\n`;
const net = (layer: string): string =>
  `<?xml version="1.0"?><net name="m" version="11"><layers>${layer}</layers></net>`;

describe('weights: scan of models in XML', () => {
  it('finds nothing in what exporters write', async () => {
    assert.deepEqual(await found('m.pmml', pmml('<Header/><Extension name="created" value="by sklearn2pmml"/>')), []);
    const layer = '<layer id="0" name="a/b" type="Parameter" version="opset1"><data shape="1,3"/></layer>';
    assert.deepEqual(await found('m.xml', net(layer)), []);
  });

  it('finds entities, external ones first of all', async () => {
    const external = '<!DOCTYPE PMML [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    assert.deepEqual(await found('m.pmml', pmml('&x;', external)), ['dangerous: xml/external-entity']);
    const said = '<!-- <!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]> -->';
    assert.deepEqual(await found('m.pmml', pmml('<Header/>', said)), []);
    assert.deepEqual(await found('m.pmml', pmml('&x;', said + external)), ['dangerous: xml/external-entity']);
    const inner = '<!DOCTYPE PMML [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>';
    assert.deepEqual(await found('m.pmml', pmml('&b;', inner)), ['suspicious: xml/entity']);
  });

  it('finds code, native libraries, and layers that need an extension', async () => {
    assert.deepEqual(await found('m.pmml', pmml('<Extension><script>run()</script></Extension>')), [
      'dangerous: pmml/held-code',
    ]);
    const hidden = '<Extension><x/><![CDATA[os.system("id")]]></Extension>';
    assert.deepEqual(await found('m.pmml', pmml(hidden)), ['dangerous: pmml/held-code']);
    const around = '<Extension value="1"/><Annotation>run python -c "x"</Annotation>';
    assert.deepEqual(await found('m.pmml', pmml(around)), []);
    assert.deepEqual(await found('m.xml', net('<layer type="X" library="/tmp/evil.so"/>')), [
      'dangerous: openvino/library',
    ]);
    assert.deepEqual(await found('m.xml', net('<layer id="1" type="Mine" version="extension"/>')), [
      'suspicious: openvino/extension',
    ]);
    assert.deepEqual(await found('m.xml', net('<layer id="1" type="Python"/>')), ['suspicious: openvino/extension']);
  });

  it('never calls a broken model safe, and leaves other XML alone', async () => {
    assert.deepEqual(await found('m.pmml', pmml('<Header/>').slice(0, -4)), ['unknown: xml/broken']);
    assert.equal(
      await recognizedAs({
        path: 'pom.xml',
        source: sourceOf(Buffer.from('<project/>')),
        head: Buffer.from('<project/>'),
      }),
      undefined,
    );
  });
});
