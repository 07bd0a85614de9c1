import assert from 'node:assert/strict';
import { hasDigest, isThisMachine, parseUrl } from '../../src/packaging/url';

describe('a URL', () => {
  it('is taken apart', () => {
    assert.deepEqual(parseUrl('HTTPS://Me:a@b@Example.org:8443/simple/?q#f'), {
      scheme: 'https',
      user: 'Me:a@b',
      host: 'example.org',
      port: '8443',
      path: '/simple/',
    });
    assert.deepEqual(parseUrl('git+ssh://git@example.org/a/b.git@v1'), {
      scheme: 'git+ssh',
      user: 'git',
      host: 'example.org',
      path: '/a/b.git@v1',
    });
    assert.deepEqual(parseUrl('http://[::1]:80'), { scheme: 'http', host: '[::1]', port: '80', path: '' });
    assert.deepEqual(parseUrl('https://${TOKEN}@example.org'), {
      scheme: 'https',
      user: '${TOKEN}',
      host: 'example.org',
      path: '',
    });
  });

  it('is none where there is no host, or one that is filled in later', () => {
    const others = ['', './wheels', 'C:\\wheels', 'file:///wheels', 'https://', 'https:///a', '${URL}/simple'];
    for (const text of [...others, 'https://${HOST}/simple', 'https://{{ host }}', 'https://a b/c'])
      assert.equal(parseUrl(text), undefined, text);
  });

  it('may be long, and so may be what is none', () => {
    const many = 50_000;
    assert.equal(parseUrl(`https://${'a@'.repeat(many)}b`)?.user, `${'a@'.repeat(many - 1)}a`);
    assert.equal(parseUrl(`https://${'a.'.repeat(many)}b/c`)?.host, `${'a.'.repeat(many)}b`);
    for (const text of [`https://${'a@'.repeat(many)}`, `https://${'a.'.repeat(many)}!`, 'a+'.repeat(many)])
      assert.equal(parseUrl(text), undefined, text.slice(0, 20));
  });
});

describe('a digest in a URL', () => {
  it('stands in its fragment', () => {
    assert.ok(['https://a/b.whl#sha256=0a', 'https://a/b.zip#egg=b&sha512=0a&x'].every(hasDigest));
    assert.ok(
      !['https://a/b.whl', 'https://a/?sha256=0a', 'https://a/b#md5=0a', 'https://a/b#sha256='].some(hasDigest),
    );
  });
});

describe('this machine', () => {
  it('is known by its names and addresses', () => {
    assert.ok(['localhost', 'pypi.localhost', '127.0.0.1', '127.1.2.3', '0.0.0.0', '[::1]'].every(isThisMachine));
    assert.ok(!['localhost.example.org', '10.0.0.5', '192.168.0.1', 'example.org'].some(isThisMachine));
  });
});
