import { expect } from '@open-wc/testing';
import type { ConversationOpenEvent } from '../../../src/events.js';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, morning } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  columnIds,
  fired,
  focused,
  mountLoaded,
  one,
  part,
  text,
} from '../../helpers/inbox.js';

const COLUMNS = [
  'copy',
  'play',
  'agent',
  'caller',
  'caller-name',
  'agent-number',
  'direction',
  'status',
  'summary',
  'duration',
  'date',
  'time',
  'type',
];

/** A day of the fixtures' year: the year is shown once it is not this one any more. */
const day = (text: string) => (new Date().getFullYear() === 2026 ? text : `${text}, 2026`);

const texts = (inbox: Element, index: number) =>
  Object.fromEntries(COLUMNS.slice(2).map((column) => [column, text(inbox, index, column)]));

function morningInbox() {
  const provider = createMemoryProvider({
    conversations: morning,
    recordings: () => ({ availability: 'none' }),
  });
  return mountLoaded(
    provider,
    { detailHref: '/c/{id}', agentHref: '/agents/{agentId}/versions/{agentVersionId}' },
    { width: 1600, height: 700 },
  );
}

describe('what a reader sees in the table', () => {
  it('has the thirteen columns, in their order and with their names', async () => {
    const inbox = await morningInbox();
    expect(columnIds(inbox)).to.deep.equal(COLUMNS);
    const heads = all(inbox, '[role="columnheader"]').map((head) => head.textContent.trim());
    expect(heads).to.deep.equal([
      ...['Copy link', 'Play', 'Agent', 'Caller ID', 'Caller Name', 'Agent Number', 'Direction'],
      ...['Status', 'Summary', 'Duration', 'Date', 'Time', 'Type'],
    ]);
    expect(part(inbox, 'grid')!.getAttribute('aria-colcount')).to.equal('13');
  });

  it('shows each conversation to the letter', async () => {
    const inbox = await morningInbox();
    const shown = morning.map((_, index) => Object.values(texts(inbox, index)).join(' | '));
    expect(shown).to.deep.equal([
      `Front Desk | +1 202 555 0147 | Maya Okafor | +1 202 555 0100 | Inbound | In Progress | - | - | ${day('Nov 20')} | 9:02 AM | Phone Call`,
      `Order Support | +1 202 555 0112 | Tomás Herrera | +1 202 555 0101 | Inbound | Completed | Order 48213 arrived without the power cable; a replacement ships today. | 6m 04s | ${day('Nov 20')} | 8:57 AM | Phone Call`,
      `Order Support | Guest | - | - | Inbound | Completed | Asked whether the blue chair can be delivered on a Saturday. It can. | 42s | ${day('Nov 20')} | 8:51 AM | Web Chat`,
      `Order Support | ines.duarte@example.com+2 | Inês Duarte | orders@example.com | Inbound | Completed | Invoice 2291 names the old billing address. Corrected, and a new copy was sent to everybody on the thread. | - | ${day('Nov 20')} | 8:44 AM | Email`,
      `Renewals | +44 20 7946 0018 | Priya Raman | +44 20 7946 0001 | Outbound | Completed | Reminded of the renewal on 1 December; will decide this week. | 0s | ${day('Nov 20')} | 8:30 AM | Text`,
      `Renewals | +1 202 555 0163 | - | +1 202 555 0102 | Outbound | Unanswered | - | 0s | ${day('Nov 20')} | 8:12 AM | Phone Call`,
      `Front Desk | +1 202 555 0189 | Lena Fischer | +1 202 555 0100 | Inbound | Transferred | Wanted to speak to a person about a refund; handed over to the billing team. | 1h 02m 05s | ${day('Nov 20')} | 7:58 AM | Phone Call`,
      `Front Desk | +1 202 555 0120 | 佐藤 美咲 | +1 202 555 0100 | Inbound | Failed | The line dropped while the caller was spelling the street name. | 17s | ${day('Nov 20')} | 7:40 AM | Phone Call`,
      `Order Support | Guest | ياسمين حداد | - | Inbound | Cancelled | - | 5s | ${day('Nov 20')} | 7:21 AM | Web Chat`,
      `agent-night | +1 202 555 0155 | Noah Lindqvist | - | Inbound | Waiting For Callback | Asked to be called back after six in the evening. | 1m 01s | ${day('Nov 19')} | 4:05 PM | Phone Call`,
      '- | - | - | - | - | - | - | - | Dec 30, 2025 | 11:59 PM | Fax Line',
    ]);
  });

  it('offers Play only where there is something to play', async () => {
    const inbox = await morningInbox();
    const playable = morning.map(
      (_, index) => cell(inbox, index, 'play').querySelector('button:not([hidden])') !== null,
    );
    expect(playable).to.deep.equal(morning.map(({ recording }) => recording === 'available'));
  });

  it('links the agent to its page in a new tab, and its version where it is known', async () => {
    const inbox = await morningInbox();
    const link = (index: number) =>
      cell(inbox, index, 'agent').querySelector<HTMLAnchorElement>('a:not([hidden])');
    expect(link(1)!.getAttribute('href')).to.equal(
      new URL('/agents/agent-orders/versions/v3', location.href).href,
    );
    expect(link(4)!.getAttribute('href')).to.equal(
      new URL('/agents/agent-renewals', location.href).href,
    );
    expect(link(1)!.target).to.equal('_blank');
    expect(link(1)!.rel).to.contain('noopener');
    expect(link(10), 'no agent, no link').to.equal(null);
  });

  it('calls nobody a guest whom the provider does not', async () => {
    const address = 'guest_7f3c0d1e';
    const rows = [
      conversation({ id: 'a', caller: { role: 'caller', address } }),
      conversation({ id: 'b', at: null, caller: { role: 'caller', address, anonymous: true } }),
    ];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: rows }));
    expect([text(inbox, 0, 'caller'), text(inbox, 1, 'caller')]).to.deep.equal([address, 'Guest']);
  });

  for (const blanks of [500, 1000]) {
    it(`shows a text that begins with ${blanks} blanks from its first word on`, async () => {
      const summary = `${' '.repeat(blanks)}Words at last.`;
      const inbox = await mountLoaded(
        createMemoryProvider({ conversations: [conversation({ id: 'a', summary })] }),
      );
      expect(text(inbox, 0, 'summary')).to.match(/^Words at last\..?$/);
      expect(await tipOf(inbox, 0, 'summary')).to.equal(summary);
    });
  }

  it('tells the full id of a guest in the tooltip', async () => {
    const inbox = await morningInbox();
    expect(await tipOf(inbox, 2, 'caller')).to.equal('guest_7f3c0d1e9a5b4c2f8e6d');
  });

  it('tells who else takes part, with names and addresses', async () => {
    const inbox = await morningInbox();
    expect(await tipOf(inbox, 3, 'caller')).to.equal(
      // The caller's own address first, since the bubble leaves no room for all of it.
      'ines.duarte@example.com\nwarehouse@example.org\nCarlos Pinto <carlos@example.net>',
    );
  });

  it('tells the version of the agent', async () => {
    const inbox = await morningInbox();
    expect(await tipOf(inbox, 1, 'agent')).to.equal('Order Support\nVersion v3');
  });

  it('tells date, time and zone in full', async () => {
    const inbox = await morningInbox();
    expect(await tipOf(inbox, 1, 'date')).to.match(/Friday, November 20, 2026.*8:57:40 AM UTC/);
  });

  it('shows dates and times in the zone it is given', async () => {
    const inbox = await morningInbox();
    inbox.timeZone = 'Asia/Kolkata';
    await inbox.updateComplete;
    expect(text(inbox, 1, 'time')).to.equal('2:27 PM');
    inbox.timeZone = 'Pacific/Auckland';
    await inbox.updateComplete;
    expect([text(inbox, 1, 'date'), text(inbox, 1, 'time')]).to.deep.equal([
      day('Nov 20'),
      '9:57 PM',
    ]);
    expect([text(inbox, 9, 'date'), text(inbox, 9, 'time')]).to.deep.equal([
      day('Nov 20'),
      '5:05 AM',
    ]);
  });

  it('shows them in the zone of the reader when it is given none', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: morning }), {
      timeZone: undefined,
    });
    expect(text(inbox, 1, 'time'), 'tests run in Asia/Kolkata').to.equal('2:27 PM');
  });

  it('shows what a vendor calls the type of a conversation', async () => {
    const rows = [
      conversation({ id: 'a', typeLabel: 'Campaign Call' }),
      conversation({ id: 'b', at: '2026-11-01T00:00:00Z', typeLabel: ' ' }),
      conversation({ id: 'c', at: '2026-10-01T00:00:00Z', channel: 'whatsapp' }),
      conversation({ id: 'd', at: '2026-09-01T00:00:00Z', channel: null }),
    ];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: rows }));
    expect(rows.map((_, index) => text(inbox, index, 'type'))).to.deep.equal([
      'Campaign Call',
      'Phone Call',
      'WhatsApp',
      '-',
    ]);
  });

  it('shows a row that could not be read in full, marks it and says what is missing', async () => {
    const rows = [conversation({ id: 'a', caller: null, duration: null, unreadable: ['user_id'] })];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: rows }));
    expect(part(inbox, 'row-unreadable') !== null).to.equal(true);
    expect(part(inbox, 'unreadable')!.getAttribute('aria-label')).to.equal(
      'Could not be read: user_id',
    );
    expect(await tipOf(inbox, 0, 'caller')).to.contain('Could not be read: user_id');
    expect(text(inbox, 0, 'agent')).to.equal('Front Desk');
  });

  it('shows a row whose time could not be read', async () => {
    const rows: Conversation[] = [
      conversation({ id: 'a', at: null }),
      conversation({ id: 'b', at: 'soon' }),
    ];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: rows }));
    for (const index of [0, 1]) {
      expect(text(inbox, index, 'date')).to.equal('-');
      expect(text(inbox, index, 'time')).to.equal('-');
    }
  });
});

describe('the columns that are there', () => {
  const conversations = morning;
  const recordings = () => undefined;
  const columnsOf = async (options: Parameters<typeof createMemoryProvider>[0], properties = {}) =>
    columnIds(await mountLoaded(createMemoryProvider({ conversations, ...options }), properties));

  it('leaves out Copy without a link and Play without recordings', async () => {
    expect(await columnsOf({})).to.deep.equal(COLUMNS.slice(2));
    expect(await columnsOf({ recordings })).to.deep.equal(COLUMNS.slice(1));
    expect(await columnsOf({}, { detailHref: '/{id}' })).to.deep.equal(
      COLUMNS.filter((id) => id !== 'play'),
    );
  });

  it('leaves out what the provider never sends', async () => {
    const fields = ['id', 'at', 'caller', 'status'] as const;
    expect(await columnsOf({ capabilities: { fields } })).to.deep.equal([
      'caller',
      'status',
      'date',
      'time',
    ]);
  });

  for (const [why, options] of [
    ['the provider never sends', { capabilities: { fields: ['id', 'at', 'status'] } }],
    ['the credential may not see', { withheld: ['caller'] }],
  ] as const) {
    it(`keep the head of each row, with its link, though the caller is what ${why}`, async () => {
      const inbox = await mountLoaded(createMemoryProvider({ conversations, ...options }), {
        detailHref: '/c/{id}',
      });
      expect(columnIds(inbox)).to.include.members(['copy', 'caller', 'status']);
      const head = cell(inbox, 1, 'caller');
      expect(head.getAttribute('role')).to.equal('rowheader');
      const opened = fired<ConversationOpenEvent>(inbox, 'conversation-open');
      inbox.addEventListener('conversation-open', (event) => event.preventDefault());
      cell(inbox, 1, 'status').querySelector('bdi')!.click();
      expect((await opened).detail.id).to.equal('c-1002');
      expect(head.querySelector('a')!.href).to.equal(new URL('/c/c-1002', location.href).href);
    });
  }

  it('leaves out what the credential may not see', async () => {
    const withheld = ['summary', 'caller.name', 'agent.name', 'recording'] as const;
    expect(await columnsOf({ recordings, withheld })).to.deep.equal(
      COLUMNS.filter((id) => !['copy', 'play', 'summary', 'caller-name'].includes(id)),
    );
  });

  it('shows the id of an agent whose name may not be seen', async () => {
    const inbox = await mountLoaded(
      createMemoryProvider({ conversations, withheld: ['agent.name'] }),
    );
    expect(text(inbox, 1, 'agent')).to.equal('agent-orders');
  });
});

/** What the tooltip says when a cell gets the focus of the keyboard. */
async function tipOf(inbox: Element, index: number, column: string): Promise<string> {
  const target = cell(inbox, index, column);
  const control = target.querySelector<HTMLElement>(':is(a, button):not([hidden])') ?? target;
  const focusing = fired(control, 'focus');
  control.focus({ focusVisible: true } as FocusOptions);
  await focusing;
  expect(focused(inbox) === control).to.equal(true);
  const tooltip = one(inbox, '[role="tooltip"]')!;
  expect(tooltip.matches(':popover-open'), `a tooltip for ${column}`).to.equal(true);
  expect(control.getAttribute('aria-describedby')).to.equal(tooltip.id);
  return tooltip.textContent;
}
