import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Transcript } from '../../src/model/index.js';
import { detect, type Shape } from '../../src/transcripts/detect.js';
import { parseTranscript, type TranscriptParser } from '../../src/transcripts/parse.js';
import { fixture, kinds, names, parsed, said } from './fixtures.js';

const SHAPES: readonly Shape[] = [
  ...(['session-items', 'openai-chat', 'email', 'plain'] as const),
  ...(['subtitles', 'agentmessage', 'autocalls'] as const),
];

/** Milliseconds that anything may take; a computer that is busy with other tests is slow. */
const SOON = 10_000;

const timed = async <T>(work: () => Promise<T>): Promise<T> => {
  const start = performance.now();
  const result = await work();
  assert.ok(performance.now() - start < SOON, 'it takes too long');
  return result;
};

describe('the shape of a transcript', () => {
  it('is seen from what it looks like', () => {
    for (const name of names) {
      const shape = SHAPES.find((one) => name.startsWith(one));
      // A bare text that a vendor wraps says nothing about the vendor.
      const expected = name === 'autocalls-text.json' ? 'plain' : shape;
      assert.equal(detect(fixture(name)), expected, name);
    }
  });

  it('is the one the source names, and one that nobody knows is not followed', () => {
    const chat = fixture('openai-chat-tools.json');
    assert.equal(detect(chat, 'livekit'), 'session-items');
    assert.equal(detect(chat, 'VTT'), 'subtitles');
    assert.equal(detect(chat, 'anyreach'), 'openai-chat');
    assert.equal(detect(chat, 'constructor'), 'openai-chat');
  });

  it('is seen in JSON that came as a text', async () => {
    for (const name of names.filter((one) => /^(?!autocalls-text).*\.json$/.test(one))) {
      const raw = fixture(name);
      assert.deepEqual(
        await parseTranscript({ raw: JSON.stringify(raw) }),
        await parsed(name),
        name,
      );
    }
  });

  it('needs no wrapping', async () => {
    const name = 'email-single.json';
    assert.deepEqual(await parseTranscript(fixture(name)), await parsed(name));
  });
});

describe("a host's own parser", () => {
  const mine = (more: Partial<TranscriptParser> = {}): TranscriptParser => ({
    shape: 'mine',
    parse: (raw, { startedAt = '' }) => transcript([String(raw), startedAt]),
    ...more,
  });
  const transcript = (lines: readonly string[]): Transcript => ({
    version: 1,
    shape: 'mine',
    availability: 'available',
    timing: 'none',
    offset: 0,
    speakers: [],
    turns: lines.map((text, index) => ({
      id: `${index}`,
      kind: 'message',
      status: 'final',
      parts: [{ type: 'text', text }],
    })),
    notices: [],
  });
  const [startedAt, raw] = ['2026-03-02T09:00:00Z', 'Agent: hello'];

  it('reads what is named as its shape, by the provider or by the host', async () => {
    for (const [given, options] of [
      [{ raw, shape: 'mine' }, {}],
      [{ raw }, { shape: 'mine' }],
      [{ raw, shape: 'plain' }, { shape: 'mine' }],
    ] as const) {
      const read = await parseTranscript(given, { ...options, startedAt, parsers: [mine()] });
      assert.deepEqual(said(read), [`undefined: ${raw}`, `undefined: ${startedAt}`]);
    }
  });

  it('reads what it recognises, unless another shape is forced', async () => {
    const parsers = [mine({ detect: (one) => one === raw })];
    assert.equal((await parseTranscript({ raw }, { parsers })).shape, 'mine');
    assert.equal((await parseTranscript({ raw, shape: 'anyreach' }, { parsers })).shape, 'mine');
    assert.equal((await parseTranscript({ raw }, { parsers, shape: 'plain' })).shape, 'plain');
    assert.equal((await parseTranscript({ raw: 'Agent: bye' }, { parsers })).shape, 'plain');
  });

  it('takes the place of one that is built in', async () => {
    const parsers = [mine({ shape: 'plain' })];
    assert.equal((await parseTranscript({ raw, shape: 'plain' }, { parsers })).shape, 'mine');
  });

  it('costs nothing but a notice when it fails', async () => {
    const broken: readonly Partial<TranscriptParser>[] = [
      { parse: () => Promise.reject(new TypeError('hello')) },
      {
        parse: () => {
          throw new TypeError('hello');
        },
      },
      { parse: () => undefined as never },
    ];
    for (const one of broken) {
      const read = await parseTranscript({ raw, shape: 'mine' }, { parsers: [mine(one)] });
      assert.deepEqual(said(read), ['agent: hello']);
      assert.deepEqual(kinds(read), ['unreadable']);
      assert.doesNotMatch(JSON.stringify(read.notices), /hello/);
    }
    const detects = mine({
      detect: () => {
        throw new Error();
      },
    });
    assert.deepEqual(said(await parseTranscript({ raw }, { parsers: [detects] })), [
      'agent: hello',
    ]);
  });
});

describe('a transcript that is parsed already', () => {
  it('is handed back', async () => {
    const once = await parsed('session-items-call.json');
    assert.equal(await parseTranscript(once), once);
  });
});

describe('what is known of the conversation', () => {
  it('is part of the transcript', async () => {
    const read = await parseTranscript('', { startedAt: '2026-03-02T09:00:00Z', duration: 12 });
    assert.deepEqual([read.startedAt, read.duration], ['2026-03-02T09:00:00Z', 12]);
  });

  it('says why there are no turns', async () => {
    const read = async (raw: unknown) =>
      (await parseTranscript({ raw }, { availability: 'processing' })).availability;
    assert.deepEqual(
      [await read(null), await read([]), await read([{ role: 'user', content: 'Hi' }])],
      ['processing', 'processing', 'available'],
    );
  });
});

/** Fields of a vendor's own names, with values that nobody may read. */
const poisoned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one)]));
  for (const key of ['original_message', 'originalMessage', 'unredacted_text', 'raw_value']) {
    Object.defineProperty(copy, key, {
      enumerable: true,
      get: () => assert.fail(`${key} is read`),
    });
  }
  return copy;
};

describe('what a vendor took out', () => {
  it('is never read, in any shape and any depth', async () => {
    let reads = 0;
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const raw = poisoned(fixture(name));
      for (const shape of SHAPES) {
        const { notices, turns } = await parseTranscript({ raw, shape });
        assert.ok(
          notices.every(({ message }) => !/could not be read|is no transcript/.test(message)),
          `${name} as ${shape}`,
        );
        assert.doesNotMatch(JSON.stringify(turns), /\[unreadable\]/);
        reads += turns.length;
      }
    }
    assert.ok(reads > 200, 'hardly anything is read');
  });

  it('does not get into a turn by another way', async () => {
    const secret = 'the real words';
    const fields = { originalMessage: secret, unredacted_text: secret, raw_value: secret };
    const entry = { ...fields, text: '####', deeper: [{ ...fields }] };
    const raws = [
      [{ type: 'odd', ...entry }],
      [{ type: 'message', role: 'user', content: [entry, { odd: fields }], ...fields }],
      [{ type: 'function_call', name: 'x', arguments: JSON.stringify(entry) }],
      [{ type: 'function_call_output', output: entry, is_error: true }],
      [{ role: 'user', content: '####', ...fields, tool_calls: [entry] }],
      [{ role: 'assistant', function_calls: [{ name: 'x', arguments: entry, result: entry }] }],
      [{ direction: 'inbound', body: '####', ...fields }],
      [{ subject: 'x', text: '####', headers: fields, ...fields }],
      { transcript: '####', ...fields },
      JSON.stringify([entry]),
      JSON.stringify([entry]).slice(0, -1),
      [{ type: 'function_call', name: 'x', arguments: JSON.stringify(entry).slice(0, -1) }],
    ];
    for (const raw of raws) {
      for (const shape of [undefined, ...SHAPES]) {
        const read = await parseTranscript({ raw, ...(shape && { shape }) });
        assert.doesNotMatch(JSON.stringify(read), /the real words/, `${shape}`);
      }
    }
  });
});

describe('an entry that nobody knows', () => {
  it('is shown without its secrets', async () => {
    const raws = [
      [{ type: 'webhook', token: 'SECRET', list: ['password=SECRET'], shown: 'yes' }],
      [{ type: 'message', role: 'user', content: [{ odd: { apiKey: 'SECRET' }, shown: 'yes' }] }],
      ['token: SECRET, shown: yes'],
      '[{"type":"webhook","shown":"yes","token":"SECRET","cut":',
    ];
    for (const raw of raws) {
      for (const shape of [undefined, ...SHAPES]) {
        const read = await parseTranscript({ raw, ...(shape && { shape }) });
        const text = said(read).join(' ');
        assert.doesNotMatch(text, /SECRET/, shape);
        assert.ok(read.turns.length === 0 || /shown\W+yes/.test(text), text);
      }
    }
  });
});

describe('whatever it is given', () => {
  const strange: readonly (readonly [string, () => unknown])[] = [
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 7],
    ['a symbol', () => Symbol('x')],
    ['a function', () => () => 7],
    ['ten megabytes on one line', () => 'x'.repeat(10_000_000)],
    ['ten megabytes of lines', () => 'a: b\n'.repeat(2_000_000)],
    ['ten megabytes of blanks', () => ' '.repeat(10_000_000)],
    ['ten megabytes of line breaks', () => '\n'.repeat(10_000_000)],
    [
      'ten megabytes of cues',
      () => `WEBVTT\n\n${'00:01.000 --> 00:02.000\nHi\n\n'.repeat(370_000)}`,
    ],
    ['a cue of open voices', () => `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v.a '.repeat(700_000)}`],
    ['a mail of open tags', () => ({ subject: 'x', html: '<a<b <!--'.repeat(1_100_000) })],
    ['a mail of blanks', () => ({ subject: 'x', html: '<b> </b>&nbsp;'.repeat(700_000) })],
    ['a mail of quotes', () => ({ subject: 'x', text: `On ${'a '.repeat(200)}\n`.repeat(20_000) })],
    ['a mail to everybody', () => ({ subject: 'x', to: 'a <a@example.com>, '.repeat(500_000) })],
    ['deep JSON', () => '['.repeat(500_000) + ']'.repeat(500_000)],
    ['deep data', () => JSON.parse('[{"a":'.repeat(20_000) + '1' + '}]'.repeat(20_000)) as unknown],
    [
      'a wide entry',
      () => [Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`k${i}`, i]))],
    ],
    [
      'many entries',
      () => Array.from({ length: 300_000 }, () => ({ role: 'user', content: 'Hi' })),
    ],
    ['many pieces', () => [{ role: 'user', content: Array(300_000).fill('a') as string[] }]],
    [
      'one id for all',
      () => Array.from({ length: 20_000 }, () => ({ id: 'a', role: 'user', content: 'b' })),
    ],
    ['a long list of nothing', () => new Array(1_000_000)],
    ['a circle', circle],
    ['a revoked proxy', revoked],
    ['a hostile proxy', () => new Proxy({}, hostile)],
    [
      'a list with hostile entries',
      () => [new Proxy({}, hostile), { role: 'user', content: 'Hi' }],
    ],
    [
      'a wrapped hostile proxy',
      () => ({
        get raw() {
          throw new Error('no');
        },
      }),
    ],
  ];

  /** Of these there is nothing to say. */
  const EMPTY = new Set([
    ...['nothing', 'null', 'ten megabytes of blanks', 'ten megabytes of line breaks'],
  ]);

  for (const [name, make] of strange) {
    it(`${name} is a transcript, soon, in every shape`, async () => {
      const raw = make();
      for (const shape of [undefined, ...SHAPES]) {
        const read = await timed(() => parseTranscript({ raw, ...(shape && { shape }) }));
        assert.equal(read.version, 1);
        assert.ok(read.turns.length <= 20_000);
        assert.ok(JSON.stringify(read).length < 50_000_000);
        const isSilent = read.turns.length === 0 && read.notices.length === 0;
        assert.ok(!isSilent || EMPTY.has(name), `${shape} says nothing`);
      }
      assert.equal((await parseTranscript(raw)).version, 1);
    });
  }

  it('an entry that cannot be read costs no other one', async () => {
    const list = [new Proxy({}, hostile), { role: 'user', content: 'Hi' }];
    const read = await parseTranscript({ raw: list });
    assert.equal(read.turns.length, 2);
    assert.equal(said(read)[1], 'caller: Hi');
    assert.deepEqual(kinds(read), ['unreadable']);
  });

  it('what is cut is said', async () => {
    const long = await parseTranscript({ raw: [{ role: 'user', content: 'x'.repeat(2_000_000) }] });
    assert.deepEqual([kinds(long), said(long)[0]?.length], [['truncated'], 1_000_000 + 8]);
    const many = Array.from({ length: 20_001 }, () => ({ role: 'user', content: 'Hi' }));
    const cut = await parseTranscript({ raw: many });
    assert.deepEqual([kinds(cut), cut.turns.length], [['truncated'], 20_000]);
    const text = await parseTranscript({ raw: 'Agent: hello\n'.repeat(400_000) });
    assert.ok(kinds(text).includes('truncated'));
  });
});

/** Entries that nearly are what parsers look for. */
const word = fc.constantFrom(
  ...['user', 'agent', 'tool', 'function', 'message', 'function_call', 'function_call_output'],
  ...['inbound', 'bot', 'text', 'refusal', 'image_url', '', '0:12', 'Agent: a', '<b>', '{"a":'],
);
const leaf = fc.oneof(
  word,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
);
const key = fc.constantFrom(
  ...['id', 'type', 'role', 'content', 'text', 'call_id', 'tool_calls', 'tool_call_id', 'name'],
  ...[
    'arguments',
    'output',
    'start_time',
    'end_time',
    'created_at',
    'timestamp',
    'metrics',
    'from',
  ],
  ...['to', 'subject', 'headers', 'html', 'body', 'attachments', 'direction', 'media_urls'],
  ...['redacted_at', 'function_calls', 'sender', 'message', 'items', 'messages', 'function', 'raw'],
  ...['__proto__', 'constructor', 'toString', 'email', 'group', 'url', 'is_error', 'refusal'],
);
const { entry } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('entry')),
  entry: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 8 })
    .map((pairs) => Object.fromEntries(pairs) as unknown),
}));

describe('random JSON', () => {
  const entries = fc.array(fc.oneof(entry, leaf), { maxLength: 12 });

  for (const shape of SHAPES.filter((one) => one !== 'plain' && one !== 'subtitles')) {
    it(`is read as ${shape} with every entry in it, each with an id of its own`, async () => {
      await fc.assert(
        fc.asyncProperty(entries, async (raw) => {
          const { turns, notices } = await parseTranscript({ raw, shape });
          assert.equal(new Set(turns.map(({ id }) => id)).size, turns.length);
          const lost = raw.length - turns.length;
          const joined = raw.filter(isResult).length;
          assert.ok(lost <= joined, `${lost} entries are lost`);
          assert.ok(!notices.some(({ message }) => message.includes('could not be read')));
          for (const { start, end } of turns) {
            if (start !== undefined) assert.ok(start >= 0 && Number.isFinite(start));
            if (end !== undefined) assert.ok(end >= (start ?? 0) && Number.isFinite(end));
          }
          JSON.stringify(turns);
        }),
        { numRuns: 400 },
      );
    });
  }

  it('is read by whatever it looks like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(entry, entries, fc.anything({ withBigInt: true })), async (raw) => {
        const { turns, speakers } = await parseTranscript({ raw });
        const known = new Set(speakers.map(({ id }) => id));
        assert.ok(turns.every(({ speakerId }) => speakerId === undefined || known.has(speakerId)));
        assert.equal(known.size, speakers.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read the same however often', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (raw) => {
        assert.deepEqual(await parseTranscript({ raw }), await parseTranscript({ raw }));
      }),
    );
  });
});

describe('random texts', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('', ' ', 'WEBVTT', 'NOTE x', '1', '00:01.000 --> 00:02.000', 'Agent: Hi'),
    fc.constantFrom('[0:12] Caller:', '<v Ada>Hello', 'Ada (1:02): x', '- AI: y', '0:0 x', ':'),
  );
  const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));

  for (const shape of ['plain', 'subtitles'] as const) {
    it(`are read as ${shape} with every word in them`, async () => {
      await fc.assert(
        fc.asyncProperty(text, async (raw) => {
          const { turns } = await parseTranscript({ raw, shape });
          assert.equal(new Set(turns.map(({ id }) => id)).size, turns.length);
          if (shape === 'plain') assert.equal(turns.length > 0, raw.trim() !== '');
        }),
        { numRuns: 500 },
      );
    });
  }
});

/** A result may join the call before it. */
const isResult = (one: unknown): boolean =>
  /"(?:type|role)":"(?:function_call_output|tool|function)"/i.test(JSON.stringify(one));

function circle(): unknown {
  const around: Record<string, unknown> = { role: 'user', content: [] };
  around['content'] = [around];
  around['items'] = [around, around];
  return around;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const refuse = (): never => {
  throw new Error('no');
};
const hostile: ProxyHandler<object> = { get: refuse, has: refuse, ownKeys: refuse };
