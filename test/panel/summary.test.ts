import assert from 'node:assert/strict';
import {
  countsOf,
  countWords,
  groupsOf,
  nextStep,
  severityWords,
  shortName,
  versionLabel,
  worstOf,
} from '../../src/panel/summary';
import { component, finding, overview } from './sample';

describe('groups of components', () => {
  it('come in a fixed order of kinds, without the empty ones', () => {
    const groups = groupsOf([
      component('w', { kind: 'weights' }),
      component('p'),
      component('m', { kind: 'model' }),
      component('a', { kind: 'application' }),
    ]);
    assert.deepEqual(
      groups.map((group) => group.title),
      ['Packages', 'Models', 'Weights', 'Applications'],
    );
  });

  it('list the worst first, then by name', () => {
    const [group] = groupsOf([
      component('clean-b'),
      component('clean-a'),
      component('info', { findings: [finding('info'), finding('info')] }),
      component('one-warning', { findings: [finding('warning')] }),
      component('two-warnings', { findings: [finding('warning'), finding('warning')] }),
      component('error', { findings: [finding('error')] }),
    ]);
    assert.deepEqual(
      group?.components.map(({ name }) => name),
      ['error', 'two-warnings', 'one-warning', 'info', 'clean-a', 'clean-b'],
    );
    assert.deepEqual(group.counts, { error: 1, warning: 3, info: 2 });
  });

  it('are none where there are no components', () => {
    assert.deepEqual(groupsOf([]), []);
  });
});

describe('the next best step', () => {
  it('is the gravest finding, before the ones that are easier to fix', () => {
    const grave = finding('error', { message: 'grave' });
    const step = nextStep(
      overview({
        components: [
          component('a', { findings: [finding('warning', { fix: 'Pin it' })] }),
          component('b', { findings: [grave] }),
        ],
      }),
    );
    assert.equal(step?.finding, grave);
    assert.equal(step.component?.name, 'b');
  });

  it('is one with a fix among equals', () => {
    const fixable = finding('warning', { fix: 'Pin it' });
    const step = nextStep(
      overview({ components: [component('a', { findings: [finding('warning')] })], otherFindings: [fixable] }),
    );
    assert.equal(step?.finding, fixable);
    assert.equal(step.component, undefined);
  });

  it('is nothing where nothing was found', () => {
    assert.equal(nextStep(overview({ components: [component('a')] })), undefined);
  });
});

describe('counts in words', () => {
  it('leave out what does not occur and know one from many', () => {
    assert.equal(countWords({ error: 1, warning: 2, info: 0 }), '1 error, 2 warnings');
    assert.equal(countWords({ error: 0, warning: 0, info: 0 }), '');
    assert.equal(severityWords('info', 3), '3 info');
  });

  it('name the worst severity', () => {
    assert.equal(worstOf(countsOf([finding('info'), finding('warning')])), 'warning');
    assert.equal(worstOf(countsOf([])), undefined);
  });
});

describe('names and versions in a row', () => {
  const commit = '5b7d2105b7d2105b7d2105b7d2105b7d2105b7d2';
  const cases = [
    ['an exact version', { version: '2.3.0', requested: '>=2' }, '2.3.0'],
    ['a commit, in short', { version: commit }, '5b7d210'],
    ['what is asked for', { requested: '>=4.40,<=5,!=4.50' }, '≥4.40,≤5,≠4.50'],
    ['nothing', {}, ''],
  ] as const;
  for (const [name, more, label] of cases) {
    it(`show ${name}`, () => assert.equal(versionLabel(component('x', more)), label));
  }

  it('show weights without their folder, and models with their owner', () => {
    assert.equal(shortName(component('models/a/b.safetensors', { kind: 'weights' })), 'b.safetensors');
    assert.equal(shortName(component('acme/intent', { kind: 'model' })), 'acme/intent');
  });
});
