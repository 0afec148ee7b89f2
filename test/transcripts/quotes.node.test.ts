import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quotedFrom } from '../../src/transcripts/quotes.js';

const quoted = (text: string) => {
  const from = quotedFrom(text);
  return from === undefined ? undefined : text.slice(from);
};

describe('the mails that a mail answers', () => {
  it('begin with the words that mail programs put before them', () => {
    for (const opening of [
      'On Mon, 2 Mar 2026 at 09:00, Mina Example <mina@example.com> wrote:',
      'On Mon, 2 Mar 2026 at 09:00, Mina Example\n<mina@example.com> wrote:',
      'Am Mo., 2. März 2026 um 09:00 Uhr schrieb Mina Example <mina@example.com>:',
      'Le lun. 2 mars 2026 à 09:00, Mina Example a écrit :',
      '-----Original Message-----',
      'From: Mina Example <mina@example.com>\nSent: Monday, 2 March 2026 09:00',
      'Von: Mina Example\nGesendet: Montag, 2. März 2026 09:00',
      '________________________________\nFrom: Mina Example',
    ]) {
      const rest = `${opening}\n\nThe lamp is broken.\n`;
      assert.equal(quoted(`Thanks.\n\n${rest}`), rest);
      const marked = `${opening}\n> The lamp is broken.\n`;
      assert.equal(quoted(`Thanks.\r\n\n${marked}`), marked);
    }
  });

  it('begin with the marked lines that go on to the end', () => {
    assert.equal(quoted('Thanks.\n\n> one\n>> two\n\n> three\n'), '> one\n>> two\n\n> three\n');
  });

  it('do not swallow what is written between them', () => {
    assert.equal(quoted('> one?\nYes.\n> two?\nNo.'), undefined);
    assert.equal(quoted('Hi,\nOn Monday Mina wrote:\n> one?\nYes.\n> two?\nNo.'), undefined);
    assert.equal(
      quoted('Hi,\nOn Monday Mina wrote:\n> one?\nYes.\n\n> rest\n> of it'),
      '> rest\n> of it',
    );
  });

  it('are nothing where a mail only looks a little like that', () => {
    for (const text of [
      '',
      'Thanks.',
      'On Monday I wrote a letter.\nIt came back.',
      'From: here it is a long way.\nWe go on foot.',
      '> only\n> quotes',
    ]) {
      assert.equal(quoted(text), undefined, text);
    }
  });
});
