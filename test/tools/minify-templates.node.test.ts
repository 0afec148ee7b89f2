import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minifyCss, minifyHtml } from '../../tools/minify-templates.mjs';

describe('a minified template', () => {
  test('keeps no blank text between tags and values', () => {
    assert.deepEqual(minifyHtml(['<div>\n  <p>\n    ', '\n  </p>\n</div>']), [
      '<div><p>',
      '</p></div>',
    ]);
  });

  test('keeps words apart that a line break separated', () => {
    assert.deepEqual(minifyHtml(['<p>one\n  two <b>three</b>\n  four</p>']), [
      '<p>one two <b>three</b> four</p>',
    ]);
    assert.deepEqual(minifyHtml(['<p>before\n  ', '</p>']), ['<p>before ', '</p>']);
  });

  test('keeps attributes apart, also around values, and nothing before the end of a tag', () => {
    assert.deepEqual(minifyHtml(['<a\n  class=', '\n  href=', '\n  >x</a\n>']), [
      '<a class=',
      ' href=',
      '>x</a>',
    ]);
  });

  test('keeps spaces that were written within a line', () => {
    assert.deepEqual(minifyHtml(['<b>', '</b> <i>', '</i>']), ['<b>', '</b> <i>', '</i>']);
  });

  test('says the same in CSS, without comments', () => {
    assert.deepEqual(
      minifyCss(['\n  /* why */\n  a > b:hover,\n  c {\n    top: calc(1px + 2px);\n  }\n']),
      [' a > b:hover,c{top:calc(1px + 2px)}'],
    );
  });
});
