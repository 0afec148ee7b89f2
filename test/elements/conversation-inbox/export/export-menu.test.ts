/** The export: what the menu says, what the files hold, and that the page goes on meanwhile. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import type { ExportFacts } from '../../../../src/elements/conversation-inbox/export/json.js';
import type { ConversationInbox } from '../../../../src/index.js';
import type { Conversation, ConversationProvider } from '../../../../src/model/index.js';
import { createMemoryProvider } from '../../../../src/providers/memory/provider.js';
import { conversation, many } from '../../../../stories/fixtures.js';
import {
  all,
  columnIds,
  deferred,
  focused,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  quiet,
  rows,
  scroller,
  scrollTo,
  text,
  until,
  type Box,
  type InboxProperties,
} from '../../../helpers/inbox.js';
import { press } from '../../../helpers/keys.js';

interface Saved {
  readonly name: string;
  readonly blob: Blob;
}

/** What the browser was given to save, and URLs that were freed. */
let saved: Saved[] = [];
let freed: string[] = [];
let timers: { readonly callback: () => void; readonly delay: number }[] = [];
const { click } = HTMLAnchorElement.prototype;
const { createObjectURL, revokeObjectURL } = URL;
const { setTimeout } = globalThis;

beforeEach(() => {
  saved = [];
  freed = [];
  timers = [];
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob) => {
    const url = createObjectURL(blob);
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    freed.push(url);
    revokeObjectURL(url);
  };
  HTMLAnchorElement.prototype.click = function () {
    const blob = blobs.get(this.href);
    if (blob) saved.push({ name: this.download, blob });
    else click.call(this);
  };
});

afterEach(async () => {
  Object.assign(URL, { createObjectURL, revokeObjectURL });
  HTMLAnchorElement.prototype.click = click;
  globalThis.setTimeout = setTimeout;
  await setViewport({ width: 800, height: 600 });
});

const exportButton = (inbox: Element) => part(inbox, 'export-button')!;
const menu = (inbox: Element) => one(inbox, '[part~="export-menu"]:popover-open');
const formats = (inbox: Element) => all(inbox, '[part~="export-format-button"]');
const note = (inbox: Element) => menu(inbox)?.querySelector('p')?.textContent;
const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent;

/** With the menu open. */
async function withMenu(
  provider: ConversationProvider,
  properties: InboxProperties = {},
  box?: Box,
): Promise<ConversationInbox> {
  const inbox = await mountLoaded(provider, properties, box);
  await openMenu(inbox);
  return inbox;
}

async function openMenu(inbox: Element): Promise<void> {
  (await until(() => part(inbox, 'export-button'), 'the button')).click();
  await until(() => menu(inbox), 'the menu');
}

async function save(inbox: Element, format: 'csv' | 'json'): Promise<Saved> {
  const before = saved.length;
  formats(inbox)[format === 'csv' ? 0 : 1]!.click();
  return until(() => saved[before], 'a file');
}

/** Every cell of a file whose texts have no quotes and no line breaks. */
const cellsOf = (csv: string) =>
  csv
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.slice(1, -1).split('","'));

const jsonOf = async ({ blob }: Saved) =>
  JSON.parse(await blob.text()) as {
    about: ExportFacts;
    conversations: Record<string, unknown>[];
  };

const memory = (count: number) => createMemoryProvider({ conversations: many(count) });

describe('the menu of the export', () => {
  it('says how many conversations the file will hold, and follows what is loaded', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(40), nextCursor: 'more' });
    await quiet(inbox);
    await openMenu(inbox);
    expect(note(inbox)).to.equal('40 conversations; more were not loaded');
    await scrollTo(inbox, scroller(inbox).scrollHeight);
    const call = await until(() => provider.calls[1], 'a page');
    await call.resolve({ items: many(5, 40) });
    await until(() => note(inbox) === '45 conversations', 'it follows');
  });

  it('names a total only where the server does', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(40), nextCursor: 'more', total: 1234 });
    await quiet(inbox);
    await openMenu(inbox);
    expect(note(inbox)).to.equal('40 of 1,234 conversations; the others were not loaded');
  });

  it('is used with the keyboard, and gives focus back', async () => {
    const inbox = await mountLoaded(memory(3));
    await until(() => part(inbox, 'export-button'), 'the button');
    exportButton(inbox).focus();
    await press('Enter');
    await until(() => menu(inbox), 'the menu');
    expect(focused(inbox)).to.equal(formats(inbox)[0]);
    await press('ArrowDown');
    expect(focused(inbox)).to.equal(formats(inbox)[1]);
    await press('ArrowDown');
    expect(focused(inbox)).to.equal(formats(inbox)[0]);
    await press('ArrowUp');
    expect(focused(inbox)).to.equal(formats(inbox)[1]);
    await press('Escape');
    expect(menu(inbox) === null).to.equal(true);
    expect(focused(inbox)).to.equal(exportButton(inbox));
    await press('Space');
    await until(() => menu(inbox), 'it opens again');
    await press('Enter');
    const { name } = await until(() => saved[0], 'a file');
    expect(name).to.match(/\.csv$/);
  });

  it('says what was exported, to eye and ear, until it is opened again', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(40), nextCursor: 'more' });
    await quiet(inbox);
    await openMenu(inbox);
    await save(inbox, 'csv');
    const told = 'Exported: 40 conversations; more were not loaded';
    await until(() => note(inbox) === told, 'the menu says it');
    await until(() => said(inbox) === told, 'and it is spoken');
    await expect(inbox).to.be.accessible();
    await press('Escape');
    await openMenu(inbox);
    expect(note(inbox)).to.equal('40 conversations; more were not loaded');
  });

  it('can be used by everybody, and fits 320 pixels', async () => {
    await setViewport({ width: 320, height: 600 });
    const inbox = await withMenu(memory(60), {}, { width: 320 });
    await expect(inbox).to.be.accessible();
    const box = menu(inbox)!.getBoundingClientRect();
    expect(box.left).to.be.at.least(0);
    expect(box.right).to.be.at.most(320);
    for (const button of [...formats(inbox), exportButton(inbox)]) {
      expect(button.offsetHeight).to.be.at.least(24);
      expect(button.offsetWidth).to.be.at.least(24);
    }
  });
});

describe('an exported file', () => {
  it('holds as CSV what the table shows, in the columns it shows', async () => {
    const inbox = await withMenu(memory(8));
    const { name, blob } = await save(inbox, 'csv');
    expect(blob.type).to.equal('text/csv;charset=utf-8');
    expect(name).to.match(/^conversations-\d{4}-\d\d-\d\d\.csv$/);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect([...bytes.slice(0, 3)], 'Excel knows UTF-8 by its mark').to.deep.equal([239, 187, 191]);
    const [heads, ...lines] = cellsOf(await blob.text());
    const ids = columnIds(inbox).filter((id) => id !== 'copy' && id !== 'play');
    expect(heads).to.have.length(ids.length);
    expect(heads!.slice(0, 3)).to.deep.equal(['Agent', 'Caller ID', 'Caller Name']);
    const shown = rows(inbox).map((_, index) =>
      ids.map((id) => text(inbox, index, id).replace(/^-$/, '')),
    );
    expect(shown).to.have.length(8);
    expect(lines).to.deep.equal(shown);
  });

  it('holds as JSON values for machines, what was asked for and what was not loaded', async () => {
    const inbox = await withMenu(memory(300), {
      query: { direction: 'inbound' },
      pageSize: 40,
    });
    const file = await save(inbox, 'json');
    expect(file.blob.type).to.equal('application/json');
    expect(file.name).to.match(/^conversations-\d{4}-\d\d-\d\d\.json$/);
    const { about, conversations } = await jsonOf(file);
    expect(about).to.deep.include({ query: { direction: 'inbound' }, complete: false, count: 40 });
    const [first] = many(300).filter(({ direction }) => direction === 'inbound');
    expect(conversations[0]).to.deep.equal({
      agent: { id: 'agent-front-desk', name: 'Front Desk', versionId: 'v12' },
      caller: first!.caller!.address,
      'caller-name': first!.caller!.name,
      'agent-number': first!.agent!.address,
      direction: 'inbound',
      status: first!.status,
      summary: first!.summary,
      duration: first!.duration,
      date: first!.at,
      time: first!.at,
      type: first!.channel,
    });
  });

  it('has nothing that is withheld', async () => {
    const inbox = await withMenu(
      createMemoryProvider({
        conversations: [conversation({ id: 'a', summary: 'secret summary' })],
        withheld: ['summary', 'caller.name', 'agent.name'],
      }),
    );
    const csv = await (await save(inbox, 'csv')).blob.text();
    await until(() => note(inbox)?.startsWith('Exported'), 'it is done');
    const json = await (await save(inbox, 'json')).blob.text();
    expect(csv).to.contain('Caller ID').and.not.to.contain('Summary');
    expect(csv + json).not.to.match(/secret|Maya|Front Desk/);
    expect(JSON.parse(json).about.withheld).to.deep.equal(['summary', 'caller.name', 'agent.name']);
  });

  it('holds columns that were added, the host’s own among them, where the reader sees them', async () => {
    const stars = {
      id: 'stars',
      label: 'Stars',
      cell: ({ duration }: Conversation) => html`<b>${'★'.repeat(Number(duration))}</b>`,
    };
    const inbox = await withMenu(
      createMemoryProvider({
        conversations: [
          conversation({ id: 'a', duration: 3, userTurns: 12, metadata: { vip: true } }),
        ],
      }),
      {
        columns: [
          ...['turns', 'caller', 'metadata.vip'],
          stars,
          { ...stars, id: 'count', label: 'Count', value: ({ duration }) => duration },
        ],
      },
    );
    await until(() => columnIds(inbox).includes('stars'), 'the columns');
    expect(cellsOf(await (await save(inbox, 'csv')).blob.text())).to.deep.equal([
      ['Turns', 'Caller ID', 'vip', 'Stars', 'Count'],
      ['12', '+1 202 555 0147', 'true', '★★★', '3'],
    ]);
    await until(() => note(inbox)?.startsWith('Exported'), 'it is done');
    const { conversations } = await jsonOf(await save(inbox, 'json'));
    expect(conversations).to.deep.equal([
      { turns: 12, caller: '+1 202 555 0147', 'metadata.vip': true, stars: '★★★', count: 3 },
    ]);
  });

  it('holds no more than a column of the host says, whatever its id', async () => {
    const provider = createMemoryProvider({ conversations: [conversation({ id: 'a' })] });
    const columns = ['constructor', 'valueOf', '__proto__'].map((id) => ({
      ...{ id, label: id, cell: () => 'said' },
    }));
    const inbox = await withMenu(provider, { columns: ['caller', ...columns] });
    await until(() => columnIds(inbox).includes('valueOf'), 'the columns');
    const text = await (await save(inbox, 'json')).blob.text();
    expect(text).to.contain('"constructor":"said","valueOf":"said","__proto__":"said"}');
  });

  it('runs nothing in a spreadsheet', async () => {
    const summary = '=HYPERLINK("https://example.com")';
    const inbox = await withMenu(
      createMemoryProvider({ conversations: [conversation({ id: 'a', summary })] }),
    );
    const { blob } = await save(inbox, 'csv');
    expect(await blob.text()).to.contain(`,"'=HYPERLINK(""https://example.com"")",`);
  });

  it('is named after the day on the reader’s wall', async () => {
    // There is always a day between the two.
    const names = [];
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const inbox = await withMenu(memory(1), { timeZone });
      const { name } = await save(inbox, 'csv');
      names.push(name);
      const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit' }).format();
      expect(name).to.match(new RegExp(`-${day}\\.csv$`));
    }
    expect(names[0]).not.to.equal(names[1]);
  });

  it('does not stay in memory once it is saved', async () => {
    const inbox = await withMenu(memory(3));
    globalThis.setTimeout = ((callback: () => void, delay: number) =>
      timers.push({ callback, delay })) as typeof setTimeout;
    await save(inbox, 'csv');
    globalThis.setTimeout = setTimeout;
    const later = timers.filter(({ delay }) => delay >= 10_000);
    expect(later).to.have.length(1);
    expect(freed, 'the browser has yet to read it').to.deep.equal([]);
    later[0]!.callback();
    expect(freed).to.have.length(1);
  });
});

describe('an export of a hundred thousand conversations', () => {
  async function large(): Promise<ConversationInbox> {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(100_000) });
    await quiet(inbox);
    await openMenu(inbox);
    expect(note(inbox)).to.equal('100,000 conversations');
    return inbox;
  }

  it('lets the page go on, says how far it is, and holds every one of them', async () => {
    const inbox = await large();
    let drawn = 0;
    let progress = '';
    formats(inbox)[0]!.click();
    formats(inbox)[1]!.click();
    while (!saved[0]) {
      await frames(1);
      drawn += 1;
      if (note(inbox)?.startsWith('Preparing')) progress = note(inbox)!;
    }
    expect(drawn).to.be.above(10);
    expect(progress).to.match(/^Preparing [\d,]+ of 100,000 conversations$/);
    const lines = (await saved[0].blob.text()).split('\r\n');
    expect(lines).to.have.length(100_002);
    expect(lines.at(-2)).to.contain('(99999)');
    await until(() => note(inbox)?.startsWith('Exported'), 'it is done');
    expect(saved, 'one at a time').to.have.length(1);
  });

  it('is given up when the inbox leaves the page, or another provider comes', async () => {
    for (const leave of [
      (inbox: ConversationInbox) => inbox.remove(),
      (inbox: ConversationInbox) => void (inbox.provider = memory(3)),
    ]) {
      const inbox = await large();
      formats(inbox)[0]!.click();
      await until(() => note(inbox)?.startsWith('Preparing'), 'it has begun');
      await expect(inbox).to.be.accessible();
      leave(inbox);
      await until(() => menu(inbox) === null, 'the menu is closed');
      await frames(30);
      expect(saved).to.deep.equal([]);
    }
  });

  it('holds what was loaded when it began', async () => {
    const inbox = await large();
    formats(inbox)[0]!.click();
    await until(() => note(inbox)?.startsWith('Preparing'), 'it has begun');
    inbox.query = { direction: 'outbound' };
    const { blob } = await until(() => saved[0], 'the file');
    expect((await blob.text()).split('\r\n')).to.have.length(100_002);
  });
});
