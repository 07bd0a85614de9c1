import assert from 'node:assert/strict';
import { factLabel, factValue } from '../../src/panel/facts';
import { relationName } from '../../src/panel/relations';

describe('facts of a component', () => {
  it('have names for people', () => {
    assert.equal(factLabel('parameterCount'), 'Parameter count');
    assert.equal(factLabel('tensor-count'), 'Tensor count');
    assert.equal(factLabel('format'), 'Format');
  });

  it('show sizes in units', () => {
    assert.equal(factValue('size', '27300000'), '27.3 MB');
    assert.equal(factValue('size', '999'), '999 bytes');
    assert.equal(factValue('size', '0'), '0 bytes');
    assert.equal(factValue('size', '4000000000'), '4.0 GB');
  });

  it('show what is no size as it is, cut where it is long', () => {
    assert.equal(factValue('size', 'large'), 'large');
    assert.equal(factValue('parameters', '256'), '256');
    assert.equal(factValue('note', 'x'.repeat(300)).length, 201);
  });
});

describe('relations', () => {
  it('are named, new ones as they are written', () => {
    assert.equal(relationName('derived-from'), 'Base');
    assert.equal(relationName('merged-from'), 'Merged from');
    assert.equal(relationName('constructor'), 'Constructor');
  });
});
