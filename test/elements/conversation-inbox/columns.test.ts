/** Which columns a host shows, and columns of its own. */
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RowSetup } from '../../../src/elements/conversation-inbox/row-setup.js';
import type { InboxColumn } from '../../../src/index.js';
import type { ConversationList } from '../../../src/list/conversation-list.js';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  columnIds,
  deferred,
  focusedCell,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  rows,
  rowsShown,
  scrollTo,
  text,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const heads = (inbox: Element) =>
  all(inbox, '[role="columnheader"]').map((head) => head.textContent.trim());

const detailed = (index: number): Conversation => ({
  ...many(index + 1)[index]!,
  userTurns: index,
  messageCount: 1200 + index,
  cost: { amount: 1.5, currency: 'USD' },
  externalId: `order ${index}`,
  organizationId: 'acme',
  updatedAt: '2019-11-20T20:02:00Z',
  metadata: { tier: 'gold', 'order id': index, html: '<b>bold</b>' },
});

const fields = [
  ...createMemoryProvider().capabilities.fields,
  'userTurns',
  'messageCount',
  'cost',
  'externalId',
  'organizationId',
  'updatedAt',
  'metadata',
] as const;

const detailedProvider = (count = 30) =>
  createMemoryProvider({
    conversations: Array.from({ length: count }, (_, index) => detailed(index)),
    capabilities: { fields },
  });

/** What the console is told while something is done. */
async function warnings(act: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (message: string) => told.push(message);
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return told;
}

const LINKS = { detailHref: '/c/{id}' };

describe('the columns that a host names', () => {
  it('are shown in its order, after the ones that stay in place', async () => {
    const provider = createMemoryProvider({
      conversations: many(30),
      recordings: () => new Promise(() => undefined),
    });
    const inbox = await mountLoaded(provider, { ...LINKS, columns: 'summary play caller agent' });
    expect(columnIds(inbox)).to.deep.equal(['play', 'agent', 'summary', 'caller']);
    expect(all(inbox, '[part~="row"]:not([hidden])')[0]!.children.length).to.equal(4);
    await expect(inbox).to.be.accessible();
  });

  it('are those of the attribute, too', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }));
    inbox.setAttribute('columns', ' caller\n time ');
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.deep.equal(['caller', 'time']);
    inbox.removeAttribute('columns');
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.have.length(11);
  });

  it('always have one that names the row', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }), {
      columns: ['time', 'summary'],
    });
    expect(columnIds(inbox)).to.deep.equal(['caller', 'time', 'summary']);
  });

  it('may be ones that not every inbox has', async () => {
    const columns =
      'caller turns messages cost external-id organization updated metadata.tier metadata.order%20id metadata.html';
    const inbox = await mountLoaded(detailedProvider(), { columns });
    expect(heads(inbox)).to.deep.equal([
      ...['Caller ID', 'Turns', 'Messages', 'Cost', 'External ID', 'Organization', 'Updated'],
      ...['tier', 'order id', 'html'],
    ]);
    expect(
      columnIds(inbox)
        .map((id) => text(inbox, 0, id))
        .slice(1),
    ).to.deep.equal([
      ...['0', '1,200', '$1.50', 'order 0', 'acme', 'Nov 20, 2019 8:02 PM'],
      ...['gold', '0', '<b>bold</b>'],
    ]);
    await expect(inbox).to.be.accessible();
  });

  it('are left out where the provider has nothing for them, without a word', async () => {
    const told = await warnings(async () => {
      const provider = createMemoryProvider({
        conversations: many(3),
        capabilities: { fields: ['caller', 'userTurns', 'summary'] },
      });
      const inbox = await mountLoaded(provider, { columns: 'caller turns cost summary' });
      expect(columnIds(inbox)).to.deep.equal(['caller', 'turns', 'summary']);
    });
    expect(told).to.deep.equal([]);
  });

  it('that nobody knows are named once', async () => {
    const told = await warnings(async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }), {
        columns: 'caller smmary constructor',
      });
      expect(columnIds(inbox)).to.deep.equal(['caller']);
      inbox.columns = ['caller', 'smmary'];
      await inbox.updateComplete;
    });
    expect(told).to.have.length(2);
    expect(told[0]).to.contain('"smmary"');
    expect(told[1]).to.contain('"constructor"');
  });

  it('leave those of every inbox where nothing of them is known, or none is named', async () => {
    const told = await warnings(async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }), {
        columns: 'smmary',
      });
      expect(columnIds(inbox)).to.have.length(11);
      inbox.columns = [];
      await inbox.updateComplete;
      expect(columnIds(inbox)).to.have.length(11);
    });
    expect(told).to.have.length(1);
  });

  it('are those of every inbox where the code for others never arrives', () => {
    const element = document.createElement('conversation-inbox');
    element.columns = 'caller';
    const setup = new RowSetup(element, () => undefined);
    const list = { count: 0, withheld: [] } as unknown as ConversationList;
    setup.follow(createMemoryProvider(), list);
    expect(setup.columns, 'on their way').to.have.length(0);
    setup.alone = true;
    setup.follow(createMemoryProvider(), list);
    expect(setup.columns).to.have.length(11);
  });

  it('that are no columns at all leave those of every inbox', async () => {
    const told = await warnings(async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }), {
        columns: 7 as never,
      });
      expect(columnIds(inbox)).to.have.length(11);
    });
    expect(told).to.have.length(1);
  });

  it('are the first that a reader sees: no others flash up before them', async () => {
    const provider = deferred();
    const inbox = document.createElement('conversation-inbox');
    const seen = new Set<string>();
    const watch = new MutationObserver(() => seen.add(columnIds(inbox).join(' ')));
    Object.assign(inbox, { provider, columns: 'caller summary' });
    inbox.style.blockSize = '400px';
    document.body.append(inbox);
    watch.observe(inbox.shadowRoot!, { subtree: true, childList: true });
    expect(provider.calls, 'rows are asked for at once').to.have.length(0);
    await until(() => provider.calls.length === 1, 'rows are asked for');
    await provider.last.resolve({ items: many(30) });
    await rowsShown(inbox);
    await until(() => columnIds(inbox).length === 2, 'the columns');
    seen.delete('');
    expect([...seen]).to.deep.equal(['caller summary']);
    inbox.remove();
  });

  it('leave focus in its cell when others are shown', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(30) }), LINKS);
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('ArrowDown', 'End', 'ArrowLeft');
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'time' });
    inbox.columns = 'caller time summary status';
    await inbox.updateComplete;
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'time' });
    inbox.columns = 'caller summary status';
    await inbox.updateComplete;
    expect(focusedCell(inbox), 'the column is gone, the row is not').to.deep.equal({
      index: 1,
      column: 'caller',
    });
    expect(all(inbox, '[part~="grid"] [tabindex="0"]')).to.have.length(1);
  });
});

const words = (index: number): InboxColumn => ({
  id: 'words',
  label: 'Words',
  cell: ({ summary }) => (summary ?? '').split(' ').length + index,
});

describe('a column of the host’s own', () => {
  it('says what the host says of a conversation', async () => {
    const inbox = await mountLoaded(
      createMemoryProvider({
        conversations: [conversation({ id: 'a', summary: 'one two three' })],
      }),
      { columns: ['caller', words(0)] },
    );
    expect(heads(inbox)).to.deep.equal(['Caller ID', 'Words']);
    expect(text(inbox, 0, 'words')).to.equal('3');
    expect(part(inbox, 'cell-words') !== null).to.equal(true);
    await expect(inbox).to.be.accessible();
  });

  it('may hold a template or a node, and what is in it can be used', async () => {
    let clicked = '';
    const columns = [
      'caller',
      {
        id: 'case',
        label: 'Case',
        cell: ({ id }: Conversation) =>
          html`<button @click=${() => (clicked = id)}>Open ${id}</button>`,
      },
      {
        id: 'badge',
        label: 'Badge',
        cell: ({ id }: Conversation) => {
          const badge = document.createElement('mark');
          badge.textContent = `#${id}`;
          return badge;
        },
      },
    ];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(200) }), {
      ...LINKS,
      columns,
    });
    const id = inbox.shadowRoot!.querySelector('mark')!.textContent.slice(1);
    expect(text(inbox, 0, 'case')).to.equal(`Open ${id}`);
    cell(inbox, 0, 'case').querySelector('button')!.click();
    expect(clicked).to.equal(id);
    await expect(inbox).to.be.accessible();
    // Scrolled by, recycled rows show their own.
    await scrollTo(inbox, 1200);
    for (const row of rows(inbox)) {
      const [button, mark] = [row.querySelector('button'), row.querySelector('mark')];
      expect(button!.textContent).to.equal(`Open ${mark!.textContent.slice(1)}`);
      expect(row.querySelectorAll('mark')).to.have.length(1);
    }
  });

  it('leaves the table one tab stop, and focus goes to its control', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(200) }), {
      columns: ['caller', { id: 'case', label: 'Case', cell: () => html`<button>Case</button>` }],
    });
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('ArrowRight', 'ArrowDown');
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'case' });
    expect(inbox.shadowRoot!.activeElement!.localName).to.equal('button');
    expect(all(inbox, '[part~="grid"] [tabindex="0"]')).to.have.length(1);
    await scrollTo(inbox, 1200);
    expect(all(inbox, '[part~="grid"] :is([tabindex="0"], button:not([tabindex]))')).to.have.length(
      1,
    );
  });

  const hostile: [string, () => unknown, string][] = [
    [
      'throws',
      () => {
        throw new Error('no such customer');
      },
      'no such customer',
    ],
    ['gives a function', () => () => 1, 'must return'],
    ['gives a symbol', () => Symbol('x'), 'must return'],
    ['gives a promise', () => Promise.resolve('x'), 'must return'],
    ['gives an object', () => ({ a: 1 }), 'must return'],
    [
      'gives what only looks like a template',
      () => ({ _$litType$: 1, strings: ['<img src=x>'], values: [] }),
      'failed',
    ],
    ['gives what only looks like a node', () => ({ nodeType: 1 }), 'failed'],
    [
      'gives a template that throws',
      () =>
        html`<i
          >${{
            get [Symbol.iterator]() {
              throw new Error('inside');
            },
          }}</i
        >`,
      'failed',
    ],
  ];
  for (const [what, give, told] of hostile) {
    it(`that ${what} costs its cell alone, and is named once`, async () => {
      let broken = true;
      const seen = await warnings(async () => {
        const inbox = await mountLoaded(createMemoryProvider({ conversations: many(30) }), {
          columns: [
            'caller',
            { id: 'odd', label: 'Odd', cell: () => (broken ? give() : 'well') as string },
            'summary',
          ],
        });
        expect(text(inbox, 0, 'odd')).to.equal('-');
        expect(text(inbox, 4, 'odd')).to.equal('-');
        expect(text(inbox, 4, 'summary')).to.not.equal('-');
        expect(one(inbox, 'img') === null).to.equal(true);
        await scrollTo(inbox, 400);
        broken = false;
        inbox.columns = [...(inbox.columns as [])];
        await inbox.updateComplete;
        expect(text(inbox, rows(inbox).length > 0 ? 10 : 0, 'odd')).to.equal('well');
      });
      expect(seen).to.have.length(1);
      expect(seen[0]).to.contain('"odd"').and.to.contain(told);
    });
  }

  it('shows markup in a text as text, and nothing as “-”', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(2) }), {
      columns: [
        'caller',
        { id: 'markup', label: '<i>Markup</i>', cell: () => '<img src=x onerror=alert(1)>' },
        { id: 'nothing', label: 'Nothing', cell: () => null },
        { id: 'zero', label: 'Zero', cell: () => 0 },
      ],
    });
    expect(text(inbox, 0, 'markup')).to.equal('<img src=x onerror=alert(1)>');
    expect(heads(inbox)[1]).to.equal('<i>Markup</i>');
    expect(text(inbox, 0, 'nothing')).to.equal('-');
    expect(text(inbox, 0, 'zero')).to.equal('0');
    expect(one(inbox, 'img') === null).to.equal(true);
  });

  it('may have any id: it never becomes markup', async () => {
    const id = '"><img src=x onerror="alert(1)';
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(2) }), {
      columns: ['caller', { id, label: 'Odd', cell: () => 'x' }],
    });
    expect(columnIds(inbox)).to.deep.equal(['caller', encodeURIComponent(id)]);
    expect(rows(inbox)[0]!.children[1]!.textContent).to.equal('x');
    expect(one(inbox, 'img') === null).to.equal(true);
  });

  it('that is no column, or takes the id of one, is named and left out', async () => {
    const told = await warnings(async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations: many(2) }), {
        columns: [
          'caller',
          { id: 'summary', label: 'Mine', cell: () => 'mine' },
          { id: 'x', label: 'No cell' },
          null,
        ] as never,
      });
      expect(columnIds(inbox)).to.deep.equal(['caller', 'summary']);
      expect(text(inbox, 0, 'summary')).to.not.equal('mine');
    });
    expect(told).to.have.length(2);
  });

  it('that fails is named once, whatever it says of each row', async () => {
    let row = 0;
    const cell = () => {
      throw Object.assign(new Error(), { message: (row += 1) % 2 ? `No row ${row}.` : Symbol() });
    };
    const told = await warnings(async () => {
      const columns = ['caller', { id: 'bad', label: 'Bad', cell }];
      const inbox = await mountLoaded(detailedProvider(), { columns });
      expect(text(inbox, 7, 'bad')).to.equal('-');
    });
    expect(told).to.deep.equal([
      '<conversation-inbox>: columns: a cell of "bad" failed. No row 1.',
    ]);
  });

  it('is asked again when the host gives it anew, and its rows keep their DOM', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(5) }), {
      columns: ['caller', words(0)],
    });
    const before = cell(inbox, 0, 'words');
    const shown = Number(text(inbox, 0, 'words'));
    inbox.columns = ['caller', words(100)];
    await inbox.updateComplete;
    expect(Number(text(inbox, 0, 'words'))).to.equal(shown + 100);
    expect(cell(inbox, 0, 'words') === before).to.equal(true);
  });

  it('takes the width that the host gives, and no other text', async () => {
    const columns = (width: string) => [
      'caller',
      { id: 'x', label: 'X', cell: () => 'x', width },
      'summary',
    ];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(5) }), {
      columns: columns('200px'),
    });
    expect(cell(inbox, 0, 'x').getBoundingClientRect().width).to.equal(200);
    inbox.columns = columns('1px; color: red');
    await inbox.updateComplete;
    await frames(1);
    expect(cell(inbox, 0, 'x').getBoundingClientRect().width).to.be.above(90);
    expect(cell(inbox, 0, 'summary').getBoundingClientRect().top).to.equal(
      cell(inbox, 0, 'x').getBoundingClientRect().top,
    );
  });

  it('is copied and printed with its text, also where it holds a template', async () => {
    const columns: (string | InboxColumn)[] = [
      'caller',
      { id: 'plain', label: 'Plain', cell: ({ id }) => `plain ${id}` },
      { id: 'made', label: 'Made', cell: ({ id }) => html`<b>made</b> ${id}` },
      { id: 'valued', label: 'Valued', cell: () => html`<i>★</i>`, value: () => 5 },
    ];
    const inbox = await mountLoaded(
      createMemoryProvider({
        conversations: [
          conversation({ id: 'c1', at: '2026-11-20T09:00:00Z' }),
          conversation({ id: 'c2', at: '2026-11-20T08:00:00Z' }),
        ],
      }),
      { columns },
    );
    window.dispatchEvent(new Event('beforeprint'));
    const printed = [...part(inbox, 'print')!.querySelectorAll('tr')].map((row) =>
      [...row.children].map((one) => one.textContent),
    );
    window.dispatchEvent(new Event('afterprint'));
    expect(printed[0]!.slice(1)).to.deep.equal(['Plain', 'Made', 'Valued']);
    expect(printed[1]!.slice(1)).to.deep.equal(['plain c1', 'made c1', '5']);
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('Control+a');
    const copied = new DataTransfer();
    one(inbox, '.grid')!.dispatchEvent(
      new ClipboardEvent('copy', { clipboardData: copied, bubbles: true }),
    );
    expect(copied.getData('text/plain')).to.contain('plain c2\tmade c2\t5');
  });
});

describe('a text of the host’s own', () => {
  const long = 'A remark that goes on and on. '.repeat(20).trim();
  const remark: InboxColumn = {
    id: 'remark',
    label: 'Remark',
    cell: ({ id }) => html`<em>${id}</em> ${long}`,
  };
  const open = (inbox: Element) => all(inbox, '[part~="tooltip"]:popover-open')[0];

  it('is told whole where its cell cuts it off', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(30) }), {
      columns: ['caller', remark],
    });
    cell(inbox, 0, 'remark').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    const tooltip = await until(() => open(inbox), 'the tooltip');
    expect(tooltip.textContent).to.contain(long);
    expect(tooltip.childElementCount, 'as text').to.equal(0);
  });

  it('is found in rows that are not rendered, and follows what the host makes of it', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(100) }), {
      pageSize: 100,
      columns: ['caller', { id: 'note', label: 'Note', cell: ({ id }) => `noted ${id}` }],
    });
    const found = () =>
      all(inbox, '.find > *')
        .map((one) => one.textContent)
        .join('\n');
    const rendered = rows(inbox).length;
    await until(() => found().split('noted').length - 1 === 100 - rendered, 'each can be found');
    inbox.columns = [
      'caller',
      { id: 'note', label: 'Note', cell: ({ id }) => html`<b>seen</b> ${id}` },
    ];
    await until(() => found().split('seen').length - 1 === 100 - rendered, 'the new texts');
    expect(found()).to.not.contain('noted');
  });

  it('in a template loads nothing and runs nothing while it is looked for', async () => {
    let made = 0;
    class Probe extends HTMLElement {
      constructor() {
        super();
        made += 1;
      }
    }
    customElements.define('column-probe', Probe);
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(100) }), {
      pageSize: 100,
      columns: [
        'caller',
        {
          id: 'probe',
          label: 'Probe',
          cell: ({ id }) => html`<column-probe></column-probe>probed ${id}`,
        },
      ],
    });
    const rendered = rows(inbox).length;
    const texts = () =>
      all(inbox, '.find > *')
        .map((one) => one.textContent)
        .join();
    await until(() => texts().split('probed').length - 1 === 100 - rendered, 'texts');
    expect(made).to.equal(all(inbox, 'column-probe').length);
  });
});

describe('an inbox for little room', () => {
  it('has lower rows, whose controls are large enough', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(30) }), LINKS);
    expect(rows(inbox)[0]!.offsetHeight).to.equal(40);
    inbox.density = 'compact';
    await until(() => rows(inbox)[0]!.offsetHeight === 28, 'compact rows');
    for (const control of all(inbox, '[part~="row"] :is(button, a.icon-button):not([hidden])')) {
      expect(control.offsetHeight).to.be.at.least(24);
      expect(control.offsetWidth).to.be.at.least(24);
    }
    await expect(inbox).to.be.accessible();
    inbox.removeAttribute('density');
    inbox.density = 'comfortable';
    await until(() => rows(inbox)[0]!.offsetHeight === 40, 'comfortable rows');
  });

  it('is as comfortable as ever with a word that nobody knows, which is named once', async () => {
    const told = await warnings(async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations: many(30) }), {
        density: 'tiny',
      });
      expect(rows(inbox)[0]!.offsetHeight).to.equal(40);
    });
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('"tiny"');
  });

  it('is there from the first render on with the attribute', async () => {
    const inbox = await mount({
      provider: createMemoryProvider({ conversations: many(30) }),
      density: 'compact',
    });
    await rowsShown(inbox);
    expect(rows(inbox)[0]!.offsetHeight).to.equal(28);
  });
});
