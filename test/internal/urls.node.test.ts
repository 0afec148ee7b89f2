import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fillTemplate, linkUrl, mediaUrl } from '../../src/internal/urls.js';

const BASE = 'https://app.example.com/inbox/';

describe('a URL template', () => {
  const filled: [string, string, Record<string, string | null | undefined>, string][] = [
    ['takes an id', '/conversations/{id}', { id: 'c-1' }, '/conversations/c-1'],
    ['takes an id twice', '/{id}/{id}', { id: 'a' }, '/a/a'],
    ['takes an id in a query', '/c?id={id}&tab=1', { id: 'a b' }, '/c?id=a%20b&tab=1'],
    ['takes an id in a fragment', '/c#{id}', { id: 'a#b' }, '/c#a%23b'],
    ['has no id to take', '/conversations', { id: 'c-1' }, '/conversations'],
    ['leaves unknown placeholders', '/{org}/{id}', { id: 'a' }, '/{org}/a'],
    [
      'encodes what would leave its place',
      '/c/{id}',
      { id: '../x?y#z&é' },
      '/c/..%2Fx%3Fy%23z%26%C3%A9',
    ],
    ['encodes half a surrogate pair', '/c/{id}', { id: 'a\ud83d' }, '/c/a%EF%BF%BD'],
    ['keeps whole pairs', '/c/{id}', { id: '😀' }, '/c/%F0%9F%98%80'],
  ];
  for (const [what, template, values, url] of filled)
    test(what, () => assert.equal(fillTemplate(template, values), url));

  const agent = { agentId: 'a1', agentVersionId: undefined };
  const dropped: [string, string][] = [
    ['/agents/{agentId}/versions/{agentVersionId}', '/agents/a1'],
    ['/agents/{agentId}/{agentVersionId}', '/agents/a1'],
    ['/agents/{agentId}/versions/{agentVersionId}/edit', '/agents/a1/edit'],
    ['/agents/{agentId}?version={agentVersionId}', '/agents/a1'],
    ['/agents/{agentId}?a=1&version={agentVersionId}&b=2', '/agents/a1?a=1&b=2'],
    ['/agents/{agentId}#v-{agentVersionId}', '/agents/a1'],
    ['https://example.com/{agentId}/v/{agentVersionId}', 'https://example.com/a1'],
    ['/agents/{agentId}-{agentVersionId}', '/agents'],
  ];
  for (const [template, url] of dropped)
    test(`drops the part of an unknown version: ${template}`, () =>
      assert.equal(fillTemplate(template, agent), url));

  test('treats null and blank as unknown', () => {
    for (const agentVersionId of [null, undefined, ''])
      assert.equal(
        fillTemplate('/a/{agentId}/v/{agentVersionId}', { agentId: 'x', agentVersionId }),
        '/a/x',
      );
  });

  test('never lets an id leave its place, whatever it is', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, (id) => {
        fc.pre(id !== '.' && id !== '..');
        const url = new URL(fillTemplate('/c/{id}/tail?q={id}', { id })!, BASE);
        assert.equal(url.origin, 'https://app.example.com');
        assert.equal(url.hash, '');
        assert.equal([...url.searchParams.keys()].join(), 'q');
        assert.equal(url.pathname.split('/').length, 4);
        assert.equal(decodeURIComponent(url.pathname.split('/')[2]!), id);
      }),
    );
  });

  test('gives no link for an id that no way of writing makes a segment of a path', () => {
    for (const id of ['.', '..']) assert.equal(fillTemplate('/c/{id}', { id }), undefined);
  });

  test('never throws, whatever the id', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 });
    fc.assert(
      fc.property(units, (codes) => {
        const url = fillTemplate('/c/{id}', { id: String.fromCharCode(...codes) });
        assert.ok(url === undefined || url.startsWith('/c'));
      }),
    );
  });
});

describe('a link', () => {
  test('is made absolute', () => {
    assert.equal(linkUrl('/c/1', BASE), 'https://app.example.com/c/1');
    assert.equal(linkUrl('c/1', BASE), 'https://app.example.com/inbox/c/1');
    assert.equal(linkUrl('http://example.org/x', BASE), 'http://example.org/x');
  });

  const refused = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/x',
    'mailto:a@example.com',
    'https://',
    'http://[',
  ];
  for (const url of refused)
    test(`is refused: ${JSON.stringify(url)}`, () => assert.equal(linkUrl(url, BASE), undefined));
});

describe('a recording', () => {
  test('may come over http, https or from memory', () => {
    for (const url of ['https://example.com/a.wav', 'http://example.com/a.wav', 'blob:https://x/1'])
      assert.equal(mediaUrl(url, BASE), url);
  });

  test('may not come from anywhere else', () => {
    for (const url of ['javascript:1', 'data:audio/wav;base64,AA==', 'file:///a.wav', 'ftp://x/a'])
      assert.equal(mediaUrl(url, BASE), undefined);
  });
});
