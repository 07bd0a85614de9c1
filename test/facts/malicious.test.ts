import assert from 'node:assert/strict';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { normalizedName } from '../../src/packaging/name';
import { parseVersion } from '../../src/packaging/pep440';
import { parseSpecifier } from '../../src/packaging/pep440-specifier';

describe('the table of malicious packages', () => {
  const facts = bundledSnapshot().malicious;
  const { asOf, count } = facts;
  const packages = new Map([...facts.names].map((name) => [name, facts.of(name)!]));

  it('has a date, and a report or more for each package', () => {
    assert.match(asOf, /^20\d\d-[01]\d-[0-3]\d$/);
    assert.ok(packages.size > 9000);
    assert.ok(count >= packages.size);
  });

  it('has names as packages are compared by, ids of the databases it is made of, and releases', () => {
    for (const [name, { ids, releases }] of packages) {
      assert.equal(name, normalizedName(name));
      assert.ok(
        ids.every((id) => /^(MAL|PYSEC|GHSA)-[\w-]+$/.test(id)),
        name,
      );
      assert.ok(releases.length > 0, name);
    }
  });

  it('has releases that can be read, but for the odd one that is no version at all', () => {
    const unreadable = [...packages.values()]
      .flatMap(({ releases }) => releases)
      .filter((release) => release !== '*' && !parseVersion(release) && !parseSpecifier(release));
    assert.ok(unreadable.length < 5, unreadable.join(' '));
  });

  it('has ids for nearly all', () => {
    const nameless = [...packages.values()].filter(({ ids }) => ids.length === 0).length;
    assert.ok(nameless < 50, String(nameless));
  });
});
