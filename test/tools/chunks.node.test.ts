import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedWith } from '../../tools/chunks.mjs';

const chunk = (fileName: string, ...imports: string[]) => ({ fileName, imports });

test('a page downloads what its entry imports, once, and nothing lazy', () => {
  const entry = chunk('entry.js', 'shared.js', 'list.js');
  const list = chunk('list.js', 'shared.js', 'deep.js');
  const shared = chunk('shared.js', 'list.js');
  const deep = chunk('deep.js');
  const lazy = chunk('lazy.js', 'entry.js', 'only-lazy.js');
  const onlyLazy = chunk('only-lazy.js');
  const all = [entry, list, shared, deep, lazy, onlyLazy];

  assert.deepEqual(new Set(loadedWith(all, [entry])), new Set([entry, list, shared, deep]));
  assert.deepEqual(new Set(loadedWith(all, [entry, lazy])), new Set(all));
});
