import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds, parsed, said } from '../fixtures.js';

describe('subtitles', () => {
  it('have a turn for each voice in a cue', async () => {
    const transcript = await parsed('subtitles-voices.vtt');
    assert.deepEqual(said(transcript), [
      'agent: Good morning.',
      'other Mina Example: Where is\nmy order & lamp?',
      'agent: Just a moment.',
      'other: Nobody in particular',
    ]);
    assert.deepEqual(
      transcript.turns.map(({ start, end }) => [start, end]),
      [
        [0.4, 2.1],
        [2.8, 5],
        [2.8, 5],
        [3600, 3602],
      ],
    );
    // A comment and a style sheet, left out and named.
    assert.deepEqual(kinds(transcript), ['unknown-entry', 'unknown-entry']);
  });

  it('are read as SRT, with the role that a line begins with', async () => {
    const transcript = await parsed('subtitles-lines.srt');
    assert.equal(transcript.shape, 'subtitles');
    assert.deepEqual(said(transcript), [
      'agent: Good morning.',
      'caller: Hello.',
      'other: It said: nothing.',
    ]);
    assert.equal(transcript.turns[0]?.start, 0.4);
  });

  it('tell the time of each word where they have it', async () => {
    const { turns, timing } = await parsed('subtitles-words.vtt');
    assert.equal(timing, 'word');
    const text = turns[0]?.parts[0] && 'text' in turns[0].parts[0] ? turns[0].parts[0].text : '';
    assert.equal(text, 'Good morning to you');
    assert.deepEqual(
      turns[0]?.words?.map((word) => [word.text, word.start, text.slice(word.from, word.to)]),
      [
        ['Good', 1, 'Good'],
        ['morning', 1.5, 'morning'],
        ['to you', 2, 'to you'],
      ],
    );
  });

  it('lose no cue when they are broken', async () => {
    const transcript = await parsed('subtitles-broken.vtt');
    assert.equal(transcript.turns.length, 5);
    assert.deepEqual(kinds(transcript), ['unreadable', 'unreadable']);
    assert.equal(new Set(transcript.turns.map(({ id }) => id)).size, 5);
    assert.deepEqual([transcript.turns[0]?.start, transcript.turns[0]?.end], [5, undefined]);
  });
});
