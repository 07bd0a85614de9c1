import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { normalizedName } from '../../src/packaging/name';
import { parseRequirement, type Requirement } from '../../src/packaging/pep508';
import { parseMarker, type Marker } from '../../src/packaging/pep508-marker';

interface Vector {
  readonly in: string;
  readonly ok: boolean;
  readonly name: string;
  readonly extras: readonly string[];
  readonly spec: string;
  readonly url: string | null;
  readonly marker: string | null;
}

const file = '../shared/data/python/pep508-vectors.json';

describe('PEP 508: the vectors of pypa/packaging', () => {
  it('all 178 agree', function () {
    if (!existsSync(file)) {
      console.warn(`!! ${file} is absent: the vectors of pypa/packaging were NOT checked`);
      this.skip();
    }
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];
    assert.equal(vectors.length, 178);
    for (const vector of vectors) {
      const read = parseRequirement(vector.in);
      assert.equal(read.problem === undefined, vector.ok, `${vector.in}: ${read.problem?.message}`);
      if (vector.ok) assert.deepEqual(meaning(read), expected(vector), vector.in);
    }
  });
});

function meaning(read: Requirement): unknown {
  return {
    name: read.name.text,
    extras: read.extras.map(({ text }) => text).sort(),
    clauses: read.clauses.map(({ operator, version }) => operator + version.text).sort(),
    url: read.url?.text ?? null,
    marker: read.condition ? structure(read.condition) : null,
  };
}

function expected({ name, extras, spec, url, marker }: Vector): unknown {
  const condition = marker === null ? undefined : parseMarker(marker).marker;
  return {
    name,
    extras: [...extras].sort(),
    clauses: spec === '' ? [] : spec.split(',').sort(),
    url,
    marker: condition ? structure(condition) : null,
  };
}

/** A marker without its places; `packaging` prints the names of extras normalized. */
function structure(marker: Marker): unknown {
  if (marker.kind !== 'compare') return [marker.kind, ...marker.parts.map(structure)];
  const { left, operator, right } = marker;
  const extra = left.text === 'extra' || right.text === 'extra';
  return [left, right].map(({ kind, text }) => `${kind} ${extra ? normalizedName(text) : text}`).concat(operator);
}
