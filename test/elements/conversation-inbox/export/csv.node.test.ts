import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csv } from '../../../../src/elements/conversation-inbox/export/csv.js';
import type { ConversationField } from '../../../../src/model/index.js';
import { column, conversation, conversations, source } from './fixture.js';

/** RFC 4180 read letter by letter: what another program makes of the file. */
function parse(file: string, separator = ','): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < file.length; index += 1) {
    const letter = file[index]!;
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (file[index + 1] === '"') field += file[(index += 1)]!;
      else quoted = false;
    } else if (letter === '"' && field === '') quoted = true;
    else if (letter === separator) {
      record.push(field);
      field = '';
    } else if (letter === '\r' && file[index + 1] === '\n') {
      index += 1;
      records.push([...record, field]);
      record = [];
      field = '';
    } else field += letter;
  }
  assert.equal(quoted, false, 'a quote is left open');
  assert.deepEqual([record, field], [[], ''], 'the last line has no end');
  return records;
}

const summaries = (...texts: string[]) =>
  source({
    conversations: texts.map((summary) => conversation({ summary })),
    columns: [column('summary')],
  });

const fileOf = (...args: Parameters<typeof source>) => [...csv(source(...args))].join('');

/** The cell in which a text arrives in another program. */
const arrives = (text: string) => parse([...csv(summaries(text))].join(''))[1]?.[0];

describe('a CSV file', () => {
  test('has the heads, a line for each conversation, and the mark of UTF-8', () => {
    const file = fileOf({
      conversations: [
        conversation({ id: 'a', summary: 'Wants a refund, "now"', status: 'completed' }),
        conversation({ id: 'b', summary: 'Two\nlines', status: null }),
      ],
      columns: [column('summary', 'Summary'), column('status', 'Status')],
    });
    assert.equal(
      file,
      '\uFEFF"Summary","Status"\r\n"Wants a refund, ""now""","completed"\r\n"Two\nlines",""\r\n',
    );
  });

  test('of no conversations has its heads', () => {
    assert.equal(fileOf({ conversations: [] }), '\uFEFF"Summary"\r\n');
  });

  test('leaves a cell empty where the table shows "-"', () => {
    assert.equal(arrives('-'), '');
  });

  test('has a record for each conversation, even if its only cell is empty', () => {
    assert.equal([...csv(summaries('', 'b'))].join(''), '\uFEFF"Summary"\r\n""\r\n"b"\r\n');
  });

  test('gives back every text, and what could be a formula behind an apostrophe', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', ' ', '=', '-', '(', 'a'),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (rows) => {
        const file = fileOf({
          conversations: rows.map(([summary, status]) => conversation({ summary, status })),
          columns: [column('summary'), column('status')],
        });
        assert.equal(file[0], '\uFEFF');
        const [, ...read] = parse(file.slice(1));
        assert.equal(read.length, rows.length);
        const unguarded = (cell: string, original: string) => {
          // An apostrophe that is not the text's own was added: never anything else.
          let kept = 0;
          for (const letter of cell) {
            if (original.startsWith(letter, kept)) kept += letter.length;
            else
              assert.equal(
                letter,
                "'",
                `${JSON.stringify(original)} became ${JSON.stringify(cell)}`,
              );
          }
          assert.equal(kept, original.length);
        };
        rows.forEach(([summary, status], index) => {
          unguarded(read[index]![0]!, summary === '-' ? '' : summary);
          unguarded(read[index]![1]!, status === '-' ? '' : status);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('leaves alone what cannot be a formula', () => {
    const harmless = fc.string({
      unit: fc.constantFrom('a', '(', 'ß', '7', ' ', '"', ',', "'", '\n', '.'),
    });
    fc.assert(fc.property(harmless, (text) => assert.equal(arrives(`a${text}`), `a${text}`)));
  });
});

describe('a spreadsheet', () => {
  const formulas = [
    ...[
      '=1+1',
      '+cmd',
      '-cmd',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\nx',
      '=',
      '+1+1',
      '-1-1',
      '--5',
      '+1(2)',
    ],
    ...[' =1+1', '\u00A0=1', '\u200B=1', '\uFEFF=1', '\u0000=1', '\u202E=1'],
    ...['＝1+1', '＋1+1', '－1', '＠SUM', '﹦1', '﹢1', '﹣1', '﹫A'],
    ...["=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '=HYPERLINK("http://example.com")'],
    ...['+1-555-010-0199', '-$5'],
  ];
  for (const text of formulas) {
    test(`takes ${JSON.stringify(text)} for a text`, () => assert.equal(arrives(text), `'${text}`));
  }

  const plain = [
    ...['+15550100199', '+1 555 010 0199', '+49 30 5550100', '+49.30.5550100'],
    ...['-5', '-0.5', '-1,234.50', '+3', '-1\u202F234', '+', '(555) 010-0199', '555-0100'],
    ...["'=1+1", '"=1+1"', 'a=1', 'a@example.com', '5-3', '$5', '€-5'],
  ];
  for (const text of plain) {
    test(`gets ${JSON.stringify(text)} as it is`, () => assert.equal(arrives(text), text));
  }

  test('takes a head from outside for a text', () => {
    const file = fileOf({ conversations: [], columns: [column('summary', '=1+1')] });
    assert.equal(file, '\uFEFF"\'=1+1"\r\n');
  });

  const inner: [string, string][] = [
    ["Hi;=cmd|' /C calc'!A0;", "Hi;'=cmd|' /C calc'!A0;"],
    ['Hi\n=WEBSERVICE(A1)', "Hi\n'=WEBSERVICE(A1)"],
    ['Hi\r\n+ cmd|x', "Hi\r\n'+ cmd|x"],
    ['Hi;  =IMPORTXML(A1)', "Hi;'  =IMPORTXML(A1)"],
    ['Hi;\u200B＝SUM（A1）', "Hi;'\u200B＝SUM（A1）"],
    ["Hi;='file:///x'#$Sheet1.A1", "Hi;'='file:///x'#$Sheet1.A1"],
    ['=A();=B()', "'=A();'=B()"],
    ['+1555;=A1', "'+1555;'=A1"],
    ['\t=1', "'\t'=1"],
    ['\n\n=1', "'\n\n'=1"],
    ['Hi\n- of#$A1', "Hi\n'- of#$A1"],
    // Its rest could be in the next cell.
    ['Hi;=A1&', "Hi;'=A1&"],
    ['Hi;-A1&', "Hi;'-A1&"],
    ['Hi;-', "Hi;'-"],
    ["Hi;-'http", "Hi;'-'http"],
    ['Hi;-A1&" ', 'Hi;\'-A1&" '],
  ];
  for (const [text, guarded] of inner) {
    test(`that splits at ";" takes every part of ${JSON.stringify(text)} for a text`, () =>
      assert.equal(arrives(text), guarded));
  }

  const lists = [
    ...[
      'Asked for:\n- a refund\n- a new phone',
      'Today:\r\n+ good\r\n- bad',
      'Price:\n- 5.50, not 6',
    ],
    ...["It is\n- the customer's follow-up, today: \n- done?", 'Thanks ;-)'],
    ...['a; +1 555 0100', 'a\t-5', 'well; - of course - not.'],
  ];
  for (const text of lists) {
    test(`gets ${JSON.stringify(text)} as it is, wherever it splits`, () =>
      assert.equal(arrives(text), text));
  }

  test('finds no formula at the start of any cell, whatever callers said', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u200B',
      'A',
      '1',
      '"',
      ',',
    );
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), (text) => {
        const cell = arrives(text)!;
        const start = cell.replace(/^[\s\u200B]+/, '');
        const number = /^[+-][\d., ]*$/.test(cell);
        assert.ok(number || !/^[=+\-@＝]/.test(start), JSON.stringify(cell));
        assert.ok(!/^[\t\r\n]/.test(cell), JSON.stringify(cell));
      }),
      { numRuns: 1000 },
    );
  });

  test('that splits at ";" finds nothing that acts, whatever callers said in two cells', () => {
    const unit = fc.constantFrom(...'=-; \t\nA1(|!",\'&');
    const said = fc.string({ unit, minLength: 1 });
    fc.assert(
      fc.property(said, said, (summary, status) => {
        const conversations = [conversation({ summary, status })];
        const file = fileOf({ conversations, columns: [column('summary'), column('status')] });
        // Broken up as such a program does: at every separator and line, quotes or none.
        for (const part of file.split(/[;\t\r\n]/)) {
          assert.doesNotMatch(part, /^\s*=/);
          assert.doesNotMatch(part, /^\s*-[^"]*[(|!]/);
          assert.doesNotMatch(part, /^\s*-[^"]*(?<!A)'/);
          // What goes on in the next cell has an operand before our quote, which no formula has.
          assert.doesNotMatch(part, /^\s*-([^"]*[^A1)\s"])?\s*"/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is guarded in reasonable time, also against a text made to take long', () => {
    const long = [`;${' '.repeat(200_000)}`, ';-a'.repeat(100_000), `;-${'a '.repeat(200_000)}`];
    const started = performance.now();
    for (const text of [...long, ' '.repeat(400_000), `;-${"a'".repeat(200_000)}`])
      assert.equal(arrives(text)!.replace(";'", ';') === text, true, text.slice(0, 5));
    assert.ok(performance.now() - started < 5000);
  });
});

describe('what is not exported', () => {
  const withheldOf = (withheld: readonly ConversationField[]) =>
    fileOf({
      conversations: [
        conversation({
          summary: 'secret summary',
          caller: { role: 'caller', address: '555-0100', name: 'secret name' },
          agent: { id: 'agent-1', name: 'secret agent' },
        }),
      ],
      columns: [
        column('summary'),
        { ...column('caller'), text: ({ caller }) => `${caller?.name ?? ''}/${caller?.address}` },
        { ...column('agent'), text: ({ agent }) => agent?.name ?? agent?.id ?? '-' },
        { ...column('mine'), fields: [], text: ({ summary }) => summary ?? '-' },
      ],
      withheld,
    });

  test('is a column that is withheld, nor does a host’s own column get at it', () => {
    const file = withheldOf(['summary']);
    assert.doesNotMatch(file, /secret summary/);
    assert.deepEqual(parse(file.slice(1)), [
      ['Caller', 'Agent', 'Mine'],
      ['secret name/555-0100', 'secret agent', ''],
    ]);
  });

  test('is a name that is withheld, while number and id are', () => {
    const [, row] = parse(withheldOf(['caller.name', 'agent.name']).slice(1));
    assert.deepEqual(row, ['secret summary', '/555-0100', 'agent-1', 'secret summary']);
  });

  test('is what a host’s column throws or returns in place of a text', () => {
    const thrown = () => {
      throw new Error('mine');
    };
    const columns = [
      column('summary'),
      { ...column('a'), text: thrown },
      { ...column('b'), text: () => ({}) as never },
      { ...column('c'), text: () => undefined as never },
    ];
    const file = fileOf({ conversations: [conversation({ summary: 'kept' })], columns });
    assert.deepEqual(parse(file.slice(1))[1], ['kept', '', '', '']);
  });
});

describe('100,000 conversations', () => {
  test('come in pieces, each once and in order, between which a page can do other things', () => {
    const rows = conversations(100_000);
    const pieces = [...csv(source({ conversations: rows, columns: [column('id')] }))];
    assert.ok(Math.max(...pieces.map((piece) => piece.split('\r\n').length - 1)) <= 200);
    const read = parse(pieces.join('').slice(1)).flat();
    assert.deepEqual(
      read.slice(1),
      rows.map(({ id }) => id),
    );
  });

  test('are not read before a piece is asked for', () => {
    let read = 0;
    const counting = { ...column('id'), text: () => `${(read += 1)}` };
    const file = csv(source({ conversations: conversations(1000), columns: [counting] }));
    file.next();
    assert.equal(read, 0);
    file.next();
    assert.equal(read, 200);
  });
});
