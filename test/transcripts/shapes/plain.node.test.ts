import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTranscript } from '../../../src/transcripts/parse.js';
import { kinds, parsed, said } from '../fixtures.js';

describe('a transcript that somebody wrote down', () => {
  it('has a turn for each speaker, and what comes before the first one', async () => {
    assert.deepEqual(said(await parsed('plain-labels.txt')), [
      'other: This call is recorded.',
      'agent: Good morning, Example Stores.\nWhat can I do for you?',
      'caller: I ordered a lamp: the blue one.',
      'agent: It leaves today.\nNote: see https://example.com/lamp',
    ]);
  });

  it('has times where they are written, and takes no time of day in a sentence for one', async () => {
    const transcript = await parsed('plain-times.txt');
    assert.deepEqual(
      transcript.turns.map(({ start }) => start),
      [0, 4, 65, 69.5, 72],
    );
    assert.equal(transcript.timing, 'start-only');
    assert.equal(said(transcript)[1], 'other Mina Example: Hello, it is 12:30 here.');
  });

  it('knows a name that comes again for a speaker, and a word before a colon for a word', async () => {
    const transcript = await parseTranscript('Mina: One.\nAda: Two.\nMina: Three.\nAda: So: four.');
    assert.deepEqual(
      transcript.speakers.map(({ name }) => name),
      ['Mina', 'Ada'],
    );
    assert.equal(said(transcript)[3], 'other Ada: So: four.');
  });

  it('is one turn as it stands where nobody is named', async () => {
    const transcript = await parsed('plain-prose.txt');
    assert.equal(transcript.turns.length, 1);
    assert.match(said(transcript)[0] ?? '', /price of a lamp\.\nAt 12:30/);
    assert.deepEqual(kinds(transcript), ['unreadable']);
  });

  it('is none when it is blank', async () => {
    const { turns, availability } = await parseTranscript(' \n ');
    assert.deepEqual([turns.length, availability], [0, 'none']);
  });
});

describe('JSON that ends in the middle', () => {
  it('is shown as it is, and said to be unreadable', async () => {
    const transcript = await parsed('plain-cut-json.txt');
    assert.match(said(transcript)[0] ?? '', /I never got to the en$/);
    assert.deepEqual(kinds(transcript), ['unreadable']);
  });

  it('is not shown when it has what was taken out on purpose', async () => {
    const transcript = await parsed('plain-cut-poisoned.txt');
    assert.equal(transcript.turns.length, 1);
    assert.doesNotMatch(JSON.stringify(transcript), /My number/);
  });
});
