/** The details of a conversation, as they are read, opened and walked through. */
import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import {
  detailsPane,
  detailsStyles,
  type DetailsOptions,
} from '../../../src/elements/conversation-detail/details-pane.js';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { host } from '../../../src/styles/host.js';
import { tokens } from '../../../src/styles/tokens.js';
import { conversation as withAll } from '../../../stories/fixtures.js';
import { until } from '../../../stories/inbox.js';
import { press } from '../../helpers/keys.js';

interface Pane {
  readonly root: ShadowRoot;
  readonly show: (options?: Partial<DetailsOptions>) => void;
}

const full: Conversation = withAll({
  id: 'c-1',
  initialContext: 'The caller was here last week.',
  others: [{ role: 'other', name: 'Carlos Pinto', address: 'carlos@example.net' }],
  metadata: { campaign: 'autumn-recall', address: { city: 'Riverside', zip: ['92501', '92502'] } },
});

const base: DetailsOptions = {
  conversation: full,
  locale: 'en',
  fields: createMemoryProvider().capabilities.fields,
  agentHref: '/agents/{agentId}/{agentVersionId}',
};

/** A place with the looks of the element around it. */
async function mount(options: Partial<DetailsOptions> = {}, width = 340): Promise<Pane> {
  const place = await fixture<HTMLDivElement>(html`<div></div>`);
  place.style.inlineSize = `${width}px`;
  const root = place.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, host, detailsStyles].map((style) => style.styleSheet!);
  place.style.background = 'light-dark(#fff, #15181e)';
  let given = { ...base, ...options };
  const template = detailsPane(() => render(template(given), root));
  const show = (more: Partial<DetailsOptions> = {}) => {
    given = { ...given, ...more };
    render(template(given), root);
  };
  show();
  return { root, show };
}

const all = (root: ShadowRoot, part: string) => [
  ...root.querySelectorAll<HTMLElement>(`[part~="${part}"]`),
];
const groupOf = (root: ShadowRoot, id: string) => all(root, `details-group-${id}`)[0]!;
const within = (group: Element, part: string) => [
  ...group.querySelectorAll<HTMLElement>(`[part~="${part}"]`),
];
const more = (group: Element) => within(group, 'details-more-button')[0]!;
const flat = (element: Element) => element.textContent!.trim().replace(/\s+/g, ' ');
const accessible = ({ root }: Pane) => expect(root.host).to.be.accessible();

const metadata = (data: unknown): Partial<DetailsOptions> => ({
  conversation: { ...full, metadata: data as Conversation['metadata'] },
});

describe('the details', () => {
  it('are read by everybody, in light and dark, in either direction', async () => {
    const pane = await mount();
    for (const scheme of ['light', 'dark'])
      for (const direction of ['ltr', 'rtl']) {
        const place = pane.root.host as HTMLElement;
        place.style.colorScheme = scheme;
        place.dir = direction;
        await accessible(pane);
      }
  });

  it('have a heading for each group', async () => {
    const { root } = await mount();
    expect(all(root, 'details-heading').map(flat)).to.deep.equal([
      'Summary',
      'Conversation',
      'Participants',
      'Initial context',
      'Custom metadata',
      'Recording',
    ]);
  });

  it('link to the agent and its version in a new tab, and say so', async () => {
    const { root } = await mount();
    const links = all(root, 'details-link') as HTMLAnchorElement[];
    expect(links.map(flat)).to.deep.equal(['Front Desk (new tab)', 'v12 (new tab)']);
    expect(links.map(({ pathname }) => pathname)).to.deep.equal([
      '/agents/agent-front-desk',
      '/agents/agent-front-desk/v12',
    ]);
    for (const { target, rel } of links)
      expect([target, rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
  });

  it('of an empty conversation say that there is nothing', async () => {
    const pane = await mount({
      conversation: {
        ...{ id: 'x', at: null, channel: null, recording: 'none', transcript: 'none' },
        ...{ agent: null, caller: null, metadata: null, summary: null },
      },
    });
    await accessible(pane);
    expect(flat(groupOf(pane.root, 'summary'))).to.equal('Summary -');
    expect(flat(groupOf(pane.root, 'metadata'))).to.equal('Custom metadata -');
  });

  it('say what the reader is not permitted to see, in place of an empty box', async () => {
    const safe = withAll({
      ...{ id: 's', summary: undefined, caller: { role: 'caller', address: '+1 202 555 0147' } },
      recording: 'withheld',
    });
    const pane = await mount({
      conversation: safe,
      withheld: ['summary', 'metadata', 'initialContext', 'caller.name', 'recording'],
    });
    await accessible(pane);
    for (const id of ['summary', 'metadata', 'context'])
      expect(flat(groupOf(pane.root, id)), id).to.match(/Not permitted$/);
    expect(flat(all(pane.root, 'details-row-caller-name')[0]!)).to.equal(
      'Caller name Not permitted',
    );
    expect(flat(groupOf(pane.root, 'recording'))).to.match(/Not permitted$/);
  });

  it('say what is still on its way, and then what came', async () => {
    const row = withAll({ id: 'c-1' });
    const pane = await mount({ conversation: row, loading: true });
    await accessible(pane);
    expect(flat(groupOf(pane.root, 'context'))).to.equal('Initial context Loading…');
    pane.show({ conversation: full, loading: false });
    expect(flat(groupOf(pane.root, 'context'))).to.contain('here last week');
  });

  it('are left alone while the recording plays and nothing changes', async () => {
    const { root, show } = await mount();
    const changes = new MutationObserver(() => undefined);
    changes.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    const { fields } = base;
    show({ fields: [...fields!], recording: undefined, now: Date.now() + 9 * 86_400_000 });
    expect(changes.takeRecords()).to.have.length(0);
    show({ recording: { availability: 'available', channels: 2 } });
    expect(changes.takeRecords()).not.to.have.length(0);
    expect(flat(groupOf(root, 'recording'))).to.match(/Channels Stereo$/);
  });

  it('keep a phone number in order where the page reads from right to left', async () => {
    const { root } = await mount();
    (root.host as HTMLElement).dir = 'rtl';
    const number = all(root, 'details-row-caller')[0]!.querySelector('dd bdi')!;
    expect(number.textContent).to.equal('+1 202 555 0147');
    expect(getComputedStyle(number).direction).to.equal('ltr');
  });

  it('stay within the width they are given', async () => {
    const word = 'x'.repeat(400);
    const nested = { [word]: { [word]: { [word]: word } } };
    const { root, show } = await mount(
      {
        conversation: { ...full, summary: word, agent: { id: word, name: word }, metadata: nested },
      },
      160,
    );
    for (let level = 0; level < 2; level += 1) {
      const closed = root.querySelector<HTMLElement>('details:not([open]) > summary')!;
      closed.click();
      await until(() => closed.parentElement!.querySelector('ul'), 'what is nested');
    }
    show();
    for (const element of root.querySelectorAll<HTMLElement>('*'))
      expect(element.getBoundingClientRect().right, element.className).to.be.at.most(
        root.host.getBoundingClientRect().right + 0.5,
      );
  });
});

describe('metadata', () => {
  it('are a line for each key, and what is nested is opened by keyboard', async () => {
    const pane = await mount();
    const group = groupOf(pane.root, 'metadata');
    expect(within(group, 'details-entry').map(flat)).to.deep.equal([
      'campaign autumn-recall',
      'address 2 entries',
    ]);
    const [summary] = within(group, 'details-summary');
    summary!.focus();
    await press('Enter');
    await until(() => within(group, 'details-entry').length === 4, 'what is nested');
    expect(within(group, 'details-entry').slice(2).map(flat)).to.deep.equal([
      'city Riverside',
      'zip 92501, 92502',
    ]);
    expect(pane.root.activeElement).to.equal(summary);
    await accessible(pane);
    await press('Enter');
    await until(() => within(group, 'details-entry').length === 2, 'it is closed');
  });

  it('of 5,000 keys are shown a hundred at a time, to the last one and back', async () => {
    const data = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key ${n}`, n]));
    const pane = await mount(metadata(data));
    const group = groupOf(pane.root, 'metadata');
    const count = () => within(group, 'details-entry').length;
    expect(count()).to.equal(100);
    expect(group.querySelectorAll('*').length).to.be.below(800);
    expect(flat(more(group))).to.equal('Show 100 of 4,900 more');
    more(group).focus();
    await press('Enter');
    expect(count()).to.equal(200);
    await accessible(pane);
    while (flat(more(group)) !== 'Show less') more(group).click();
    expect(count()).to.equal(5000);
    expect(flat(within(group, 'details-entry').at(-1)!)).to.equal('key 4999 4999');
    expect(pane.root.activeElement, 'the focus stays').to.equal(more(group));
    await press('Enter');
    expect(count()).to.equal(100);
    expect(pane.root.activeElement).to.equal(more(group));
  });

  it('that go round in circles, or down without an end, can be opened as far as they are read', async () => {
    const circle: Record<string, unknown> = { name: 'round' };
    circle['again'] = circle;
    let deep: object = { bottom: true };
    for (let level = 0; level < 200; level += 1) deep = { deep };
    const { root } = await mount(metadata({ circle, deep }));
    const group = groupOf(root, 'metadata');
    for (;;) {
      const closed = group.querySelector<HTMLElement>('details:not([open]) > summary');
      if (!closed) break;
      closed.click();
      await until(() => closed.parentElement!.querySelector('ul'), 'what is nested');
    }
    expect(group.textContent).to.contain('[circular]');
    expect(group.textContent).to.contain('[nested too deeply]');
    expect(group.querySelectorAll('details').length).to.be.below(100);
  });

  it('that are long are cut, and the rest is a press away', async () => {
    const { root } = await mount(metadata({ log: `${'word '.repeat(400)}end` }));
    const group = groupOf(root, 'metadata');
    expect(group.textContent).not.to.contain('end');
    expect(flat(more(group))).to.equal('Show 1,603 more characters');
    more(group).focus();
    await press('Enter');
    expect(group.textContent).to.contain('end');
    expect(flat(more(group))).to.equal('Show less');
    await press('Enter');
    expect(group.textContent).not.to.contain('end');
    expect(root.activeElement).to.equal(more(group));
  });

  it('that were opened in one conversation are closed in the next', async () => {
    const { root, show } = await mount();
    const isOpen = () => root.querySelector('details')!.open;
    root.querySelector('summary')!.click();
    await until(() => root.querySelectorAll('ul').length === 2, 'it is open');
    show({ conversation: { ...full, id: 'c-2' } });
    expect(isOpen()).to.equal(false);
    show({ conversation: full });
    expect(isOpen(), 'and open again where they were').to.equal(true);
    await until(() => root.querySelectorAll('ul').length === 2, 'and are shown');
  });
});

describe('what is hostile', () => {
  const markup = '<img src="x" onerror="alert(1)"><script>alert(1)</script>';
  const reversed = '\u202Eevil\u2066';

  it('is text, and turns no line around', async () => {
    const evil = markup + reversed;
    const pane = await mount({
      conversation: {
        ...{ id: evil, at: evil, createdAt: evil, channel: evil, status: evil, typeLabel: evil },
        ...{ direction: evil as never, summary: evil, initialContext: evil, source: evil },
        ...{ campaign: evil, externalId: evil, webWidgetId: evil, organizationId: evil },
        agent: { id: evil, name: evil, versionId: evil, address: evil },
        caller: { role: 'caller', name: evil, address: evil, anonymous: true },
        others: [{ role: evil as never, name: `other ${evil}`, address: 'x@example.com' }],
        cost: { amount: 1, currency: evil },
        unreadable: [evil],
        metadata: { [evil]: evil, nested: { [evil]: [evil] } },
        ...{ recording: evil as never, transcript: 'none' },
      },
      recording: { availability: evil as never, type: evil, duration: evil as never },
    });
    pane.root.querySelector('summary')!.click();
    await until(() => pane.root.querySelectorAll('ul').length === 2, 'what is nested');
    expect(pane.root.querySelector('img, script')).to.equal(null);
    const walker = document.createTreeWalker(pane.root, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode as Text;
      if (!data.includes('\u202E')) continue;
      seen += 1;
      const isolated = parentElement!.closest('bdi, [dir="auto"]');
      expect(isolated, `isolated: ${parentElement!.outerHTML.slice(0, 80)}`).not.to.equal(null);
    }
    expect(seen).to.be.above(15);
    await accessible(pane);
  });

  it('is no link', async () => {
    const links = (agent: () => string) => ({ agentHref: undefined, links: { agent } });
    const { root, show } = await mount(links(() => 'javascript:alert(1)'));
    expect(all(root, 'details-link')).to.have.length(0);
    show(links(() => 'https://agents.example.com/1'));
    expect(all(root, 'details-link')).to.have.length(1);
  });
});
