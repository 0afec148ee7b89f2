import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(path.join(ROOT, 'docs/embedding.md'), 'utf8');
const elements = path.join(ROOT, 'src/elements');
const sourcesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
const sources = sourcesIn(elements);
const inbox = sourcesIn(path.join(elements, 'conversation-inbox'));
const tokens = readFileSync(path.join(ROOT, 'src/styles/tokens.ts'), 'utf8');

const names = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

/** What the guide leaves out of a list that the code documents. */
const unnamed = (list: readonly string[]): string[] =>
  list.filter((name) => !guide.includes(`\`${name}\``));

test('the guide names every part, state and event of the elements', () => {
  const parts = names(sources, /@csspart ([\w*-]+)/g);
  const states = names(sources, /@cssstate ([\w-]+)/g);
  const events = names(sources, /@fires \{\w+\} ([\w-]+)/g);
  assert.ok(parts.length > 30 && states.length === 5 && events.length === 13);
  assert.deepEqual(unnamed([...parts, ...states, ...events]), []);
});

test('the guide names every attribute and every column', () => {
  const attributes = names(sources, /attribute: '([\w-]+)'/g);
  const columns = [
    ...names(inbox, /^\s*id: '([\w-]+)'/gm),
    ...names(inbox, /textColumn\(\s*'([\w-]+)'/g),
  ];
  assert.ok(attributes.length > 4 && columns.length === 13);
  assert.deepEqual(unnamed([...attributes, ...columns]), []);
});

test('the guide names every token', () => {
  const all = names(tokens, /var\(\s*--conversation-([\w-]+)/g);
  assert.ok(all.length > 15);
  assert.deepEqual(unnamed(all.map((name) => name.replace(/^color-/, ''))), []);
});
