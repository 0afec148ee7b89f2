import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { transcript as words } from '../../../src/locales/en/transcript.js';
import type { Speaker, Transcript, Turn } from '../../../src/model/index.js';
import {
  detect,
  parseTranscript,
  transcriptAsCsv,
  transcriptAsJson,
  transcriptAsMarkdown,
  transcriptAsText,
  transcriptAsVtt,
  transcriptFileName,
  turnAsMarkdown,
  turnAsText,
  type TranscriptSource,
} from '../../../src/transcripts/index.js';
import { names, parsed, said } from '../fixtures.js';

const speakers: readonly Speaker[] = [
  { id: 'agent', role: 'agent' },
  { id: 'mina', role: 'caller', name: 'Mina\nExample' },
  { id: 'system', role: 'system' },
];

const turn = (text: string, more: Partial<Turn> = {}): Turn => ({
  id: 'a',
  kind: 'message',
  status: 'final',
  speakerId: 'agent',
  start: 125,
  parts: text ? [{ type: 'text', text }] : [],
  ...more,
});

const source = (
  turns: readonly Turn[],
  transcript: Partial<Transcript> = {},
): TranscriptSource => ({
  transcript: { speakers, offset: 0, timing: 'turn', ...transcript },
  turns,
  words,
});

const EXPORTS: Readonly<Record<string, (from: TranscriptSource) => string>> = {
  text: transcriptAsText,
  markdown: transcriptAsMarkdown,
  json: transcriptAsJson,
  vtt: transcriptAsVtt,
  csv: (from) => [...transcriptAsCsv(from)].join(''),
};

const tool = turn('', {
  kind: 'tool',
  speakerId: undefined,
  tool: {
    name: 'look_up',
    state: 'error',
    input: { plan: 'silver', api_key: 'abc' },
    output: 'password=hunter2 is wrong',
    error: 'password=hunter2 is wrong',
  },
});

describe('a copied turn', () => {
  it('says who, when and what', () => {
    const from = source([], { offset: 1 });
    assert.equal(turnAsText(turn('Hello.'), from), 'Agent [2:06]: Hello.');
    assert.equal(turnAsText(turn('Hi.', { speakerId: 'mina' }), from), 'Mina Example [2:06]: Hi.');
    const late = turn('Bye.', { start: 3725.9, status: 'interrupted' });
    assert.equal(turnAsText(late, from), 'Agent [1:02:06]: (interrupted) Bye.');
  });

  it('has the time of day where there is no other, as the reader sees it', () => {
    const written = turn('Hi.', { start: undefined, at: '2026-03-02T09:00:30.000Z' });
    assert.equal(turnAsText(written, source([])), 'Agent [2026-03-02 09:00 UTC]: Hi.');
    const mine = { ...source([]), dateTime: () => 'yesterday' };
    assert.equal(turnAsText(written, mine), 'Agent [yesterday]: Hi.');
    assert.equal(turnAsText(turn('Hi.', { start: undefined }), source([])), 'Agent: Hi.');
  });

  it('shows what a tool was asked and answered, without secrets', () => {
    assert.equal(
      turnAsText(tool, source([])),
      `Tool look_up [2:05]: (error) Request: {\n  "plan": "silver",\n  "api_key": "[hidden]"\n}\n` +
        'Response (error): password=[hidden] is wrong',
    );
  });

  it('is Markdown in which what was said makes no markup', () => {
    assert.equal(
      turnAsMarkdown(turn('# No *head* <img src=x>\n- no list\n1. nor this\n\n[a](b)'), source([])),
      '**Agent** [2:05]:\n\n\\# No \\*head\\* \\<img src=x\\>  \n\\- no list  \n1\\. nor this\n\n\\[a\\](b)',
    );
    const ticks = turn('', {
      kind: 'tool',
      tool: { name: 'a*b', state: 'done', output: '```\nx' },
    });
    assert.match(turnAsMarkdown(ticks, source([])), /\*\*Tool a\\\*b\*\*[^]*\n````\n```\nx\n````$/);
  });
});

describe('what must not leave the page', () => {
  const hidden: readonly (readonly [string, Turn])[] = [
    ['redacted words', turn('my SECRET here', { redactions: [{ from: 3, to: 9, label: 'name' }] })],
    ['removed words', turn('SECRET', { redactedAt: '2026-03-02T00:00:00Z' })],
    [
      'what a removed tool was asked',
      {
        ...tool,
        redactedAt: '2026-03-02T00:00:00Z',
        tool: { name: 'x', state: 'done', input: 'SECRET' },
      },
    ],
    ['keys', turn('', { tool: { name: 'x', state: 'done', input: { token: 'SECRET' } } })],
    [
      'keys in an unknown entry',
      turn('', { parts: [{ type: 'json', text: '{"token":"SECRET"}' }] }),
    ],
    [
      'addresses of files',
      turn('', {
        attachments: [{ id: 'f', name: 'a.pdf', url: 'https://x.example/SECRET', inline: false }],
      }),
    ],
    ['markup', turn('x', { kind: 'email', email: { to: [], cc: [], html: '<p>SECRET</p>' } })],
    [
      'words with times, where the text is redacted',
      turn('my SECRET', {
        redactions: [{ from: 3, to: 9 }],
        words: [{ text: 'SECRET', start: 1, end: 2, from: 3, to: 9 }],
      }),
    ],
  ];
  for (const [name, one] of hidden) {
    it(`${name} are in no export`, () => {
      for (const [format, write] of Object.entries(EXPORTS)) {
        const file = write(source([one]));
        assert.doesNotMatch(file, /SECRET/, format);
        assert.ok(file.length > 5, format);
      }
      assert.doesNotMatch(turnAsText(one, source([])), /SECRET/);
    });
  }

  it('turns that are not handed over are in no export, nor who spoke only there', async () => {
    const transcript = await parsed('session-items-call.json');
    const turns = transcript.turns.filter(
      ({ speakerId, kind }) => speakerId !== 'system' && kind !== 'tool',
    );
    for (const write of Object.values(EXPORTS)) {
      const file = write({ transcript, turns, words });
      assert.doesNotMatch(file, /You are the voice|look_up|system|CREDIT_CARD/);
      assert.match(file, /Where is my order\?/);
    }
  });

  it('a redaction says of what kind it was', () => {
    const [, redacted] = hidden[0] as (typeof hidden)[number];
    assert.equal(turnAsText(redacted, source([])), 'Agent [2:05]: my [redacted: name] here');
    const [, removed] = hidden[1] as (typeof hidden)[number];
    assert.equal(turnAsText(removed, source([])), 'Agent [2:05]: [removed on 2026-03-02]');
  });
});

describe('a text file', () => {
  it('is read again as the transcript it was', async () => {
    for (const name of ['session-items-call.json', 'plain-times.txt', 'subtitles-voices.vtt']) {
      const transcript = await parsed(name);
      const turns = transcript.turns.filter(
        ({ kind, redactions }) => kind !== 'tool' && !redactions,
      );
      const spoken = turns.filter(({ status }) => status === 'final');
      const again = await parseTranscript(transcriptAsText({ transcript, turns: spoken, words }));
      assert.deepEqual(said(again), said({ ...transcript, turns: spoken }), name);
      assert.deepEqual(
        again.turns.map(({ start }) => start),
        spoken.map(({ start }) => start && Math.floor(start)),
      );
    }
  });
});

describe('a JSON file', () => {
  it('has the names and units of the model', async () => {
    const transcript = await parsed('email-thread.json');
    const file = JSON.parse(
      transcriptAsJson({ transcript, turns: transcript.turns, words }),
    ) as Transcript;
    assert.deepEqual(
      [file.version, file.shape, file.timing, file.speakers],
      [1, 'email', 'wall-clock', transcript.speakers],
    );
    assert.deepEqual(file.turns[0], transcript.turns[0]);
    assert.deepEqual(
      file.turns.map(({ id }) => id),
      transcript.turns.map(({ id }) => id),
    );
  });
});

describe('a file of subtitles', () => {
  it('has a cue for each turn with a time, in the time of the recording', () => {
    const turns = [
      turn('Second', { start: 3, end: undefined, speakerId: 'mina' }),
      turn('First & <b>last</b> --> x\n\nmore', { start: 0.4, end: 2.1 }),
      turn('Third', { start: 4, end: undefined }),
      turn('Lost', { start: undefined }),
      tool,
    ];
    assert.equal(
      transcriptAsVtt(source(turns, { offset: 0.5 })),
      [
        'WEBVTT\n\nNOTE 1 turn without a time is missing.\n',
        '00:00:00.900 --> 00:00:02.600\n<v Agent>First &amp; &lt;b&gt;last&lt;/b&gt; --&gt; x\nmore\n',
        '00:00:03.500 --> 00:00:04.500\n<v Mina Example>Second\n',
        '00:00:04.500 --> 00:00:08.500\n<v Agent>Third\n',
      ].join('\n'),
    );
  });

  it('is read again as the turns it was, whatever was said', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const turns = all.map((text, index) =>
          turn(`said ${text}`, { start: index, end: index + 1 }),
        );
        const file = transcriptAsVtt(source(turns));
        assert.equal(detect(file), 'subtitles');
        const again = await parseTranscript(file);
        const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
        assert.deepEqual(
          said(again).map(plain),
          all.map((text) => plain(`agent: said ${text}`)),
        );
      }),
    );
  });
});

describe('a table', () => {
  it('has a line for each turn, and no cell that a spreadsheet would run', () => {
    const turns = [
      turn('=cmd|calc', { start: 0.1234, at: '2026-03-02T09:00:00.000Z' }),
      turn('"quoted"', { speakerId: undefined, start: undefined }),
    ];
    assert.equal(
      [...transcriptAsCsv(source(turns))].join(''),
      '\uFEFF"Time","Seconds","Date and time","Speaker","Kind","Text","Tool","State"\r\n' +
        '"0:00","0.123","2026-03-02T09:00:00.000Z","Agent","message","\'=cmd|calc","",""\r\n' +
        '"","","","","message","""quoted""","",""\r\n',
    );
  });
});

describe('every transcript', () => {
  it('can be written in every format', async () => {
    for (const name of names) {
      const transcript = await parsed(name);
      for (const [format, write] of Object.entries(EXPORTS)) {
        assert.equal(
          typeof write({ transcript, turns: transcript.turns, words }),
          'string',
          format,
        );
      }
    }
  });

  it('can be written in a moment', () => {
    const turns = Array.from({ length: 10_000 }, (_, index) =>
      turn('Hello. '.repeat(20), { start: index }),
    );
    for (const [format, write] of Object.entries(EXPORTS)) {
      const start = performance.now();
      write(source(turns));
      assert.ok(performance.now() - start < 5000, format);
    }
  });
});

describe('the name of a file', () => {
  it('says which conversation it is', () => {
    const id = '550e8400-e29b-41d4-a716-446655440000';
    assert.equal(transcriptFileName(id, 'md'), `conversation-${id}.md`);
    assert.equal(transcriptFileName('call:123', 'csv'), 'conversation-call-123.csv');
  });

  it('names nobody', () => {
    for (const id of ['+15550100', 'tel:15550100', 'sms +1 (555) 010-0199', 'a:mina@example.com']) {
      assert.doesNotMatch(transcriptFileName(id, 'txt'), /555|0100|0199|mina|example/, id);
    }
    assert.equal(transcriptFileName('+15550100', 'json'), 'conversation.json');
  });

  it('is one that every system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (id) => {
        const name = transcriptFileName(id, 'vtt');
        assert.match(name, /^conversation(?:-[\p{L}\p{N}_-]+)?\.vtt$/u);
        assert.ok(name.length < 110);
      }),
    );
    assert.equal(transcriptFileName('../../etc/passwd', 'txt'), 'conversation-etc-passwd.txt');
  });
});
