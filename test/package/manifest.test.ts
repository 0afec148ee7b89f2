/**
 * What the documentation promises about an element's parts and states, compared with what it
 * renders. The code side of the comparison is `npm run manifest:check`.
 */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { nothing } from 'lit';
import '../../src/define.js';
import type { ConversationInbox } from '../../src/index.js';
import {
  providerError,
  type Capabilities,
  type Conversation,
  type ConversationPage,
  type ConversationProvider,
  type ListChange,
} from '../../src/model/index.js';
import { differences, elementsIn, names, type Manifest } from '../../tools/manifest.mjs';
import { partsOf } from '../helpers/parts.js';

const manifest = (await (await fetch('/custom-elements.json')).json()) as Manifest;
const inbox = elementsIn(manifest).find(({ tagName }) => tagName === 'conversation-inbox');

/** Has a value in every column, and everything a cell may hold besides. */
const everything: Conversation = {
  id: 'one',
  at: '2026-03-01T10:00:00Z',
  channel: 'phone',
  direction: 'inbound',
  status: 'in_progress',
  active: true,
  agent: { id: 'a', name: 'Ada', versionId: 'v1', address: '+1 202 555 0100' },
  caller: { role: 'caller', name: 'Grace', address: '+1 202 555 0101' },
  others: [{ role: 'other', address: 'linus@example.com' }],
  summary: 'Asked for a refund.',
  duration: 42,
  metadata: { customer_name: 'Grace' },
  recording: 'available',
  transcript: 'available',
  unreadable: ['user_turn_count'],
};

const failure = providerError('server', 'The server is down.', { requestId: 'req_1' });

function providerOf(
  pages: (cursor: string | undefined) => Promise<ConversationPage>,
  more: Partial<ConversationProvider> = {},
): ConversationProvider {
  return {
    capabilities: {
      filters: {},
      fields: Object.keys(everything) as (keyof Conversation)[],
      order: 'created',
      maxPageSize: 100,
    },
    list: ({ cursor }) => pages(cursor),
    get: () => Promise.reject(failure),
    ...more,
  };
}

const page = (items: Conversation[], rest: Partial<ConversationPage> = {}) =>
  Promise.resolve({ items, ...rest });
const never = () => new Promise<never>(() => {});

/** A provider that can filter by everything the scenes ask for. */
function filtering(pages: (cursor: string | undefined) => Promise<ConversationPage>) {
  const provider = providerOf(pages);
  const filters: Capabilities['filters'] = {
    caller: 'one',
    direction: 'one',
    createdAfter: 'one',
    createdBefore: 'one',
    metadata: 'many',
  };
  return { ...provider, capabilities: { ...provider.capabilities, filters } };
}

/** Silence, one second of it, so that something can be played. */
function silence(): Blob {
  const rate = 8000;
  const bytes = new DataView(new ArrayBuffer(44 + rate));
  const text = (at: number, word: string) =>
    [...word].forEach((letter, index) => bytes.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  bytes.setUint32(4, 36 + rate, true);
  text(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  text(36, 'data');
  bytes.setUint32(40, rate, true);
  for (let at = 44; at < bytes.byteLength; at += 1) bytes.setUint8(at, 128);
  return new Blob([bytes], { type: 'audio/wav' });
}

interface Scene {
  readonly name: string;
  readonly provider?: ConversationProvider;
  readonly live?: boolean;
  /** The part, or `:state()`, that shows that the scene is reached. */
  readonly shows: string;
  /** A button to press first. */
  readonly press?: string;
  /** Parameters in the page's address. */
  readonly link?: string;
}

async function* changes(): AsyncGenerator<ListChange> {
  yield { type: 'state', state: 'live' };
  yield { type: 'uncertain' };
  await never();
}

const SCENES: readonly Scene[] = [
  { name: 'no provider', shows: 'empty' },
  { name: 'the first page is loading', provider: providerOf(never), shows: 'skeleton' },
  { name: 'no conversations', provider: providerOf(() => page([])), shows: 'empty' },
  {
    name: 'the first page failed',
    provider: providerOf(() => Promise.reject(failure)),
    shows: 'error-request-id',
  },
  { name: 'everything is there', provider: providerOf(() => page([everything])), shows: 'end' },
  {
    name: 'a page is loading',
    provider: providerOf((cursor) =>
      cursor ? never() : page([everything], { nextCursor: 'next' }),
    ),
    shows: 'loading',
  },
  {
    name: 'pages of hidden conversations',
    provider: providerOf((cursor = '') =>
      page(
        cursor === '' ? [everything] : [{ ...everything, id: `hidden${cursor}`, hidden: true }],
        { nextCursor: `${cursor}.` },
      ),
    ),
    shows: 'load-more-button',
  },
  {
    name: 'a gap',
    provider: providerOf(() =>
      page([everything], { notices: [{ kind: 'gap', at: '2026-03-01T10:00:00Z' }] }),
    ),
    shows: 'gap',
  },
  {
    name: 'live changes',
    provider: providerOf(() => page([everything]), { watch: changes }),
    live: true,
    shows: 'arrivals-button',
  },
  {
    name: 'the link cannot be copied',
    provider: providerOf(() => page([everything])),
    press: '[part~="copy-button"]',
    shows: 'copy-field',
  },
  {
    name: 'the search is refused',
    provider: filtering(() =>
      Promise.reject(
        providerError('invalid-request', 'No.', { details: { caller: 'Three digits.' } }),
      ),
    ),
    shows: 'filter-error',
  },
  {
    name: 'chips',
    provider: filtering(() => page([everything])),
    shows: 'chip-remove-button',
  },
  {
    name: 'the dialog of all filters',
    provider: filtering(() => page([everything])),
    press: '[part~="filters-button"]',
    shows: 'filter-dialog',
  },
  {
    name: 'a link that says what cannot be',
    provider: filtering(() => page([everything])),
    link: 'direction=sideways',
    shows: 'link-notice',
  },
  {
    name: 'the panel of columns',
    provider: providerOf(() => page([everything])),
    press: '[part~="columns-button"]',
    shows: 'column-move-button',
  },
  {
    name: 'the menu of the export',
    provider: providerOf(() => page([everything])),
    press: '[part~="export-button"]',
    shows: 'export-format-button',
  },
  {
    name: 'the help of keys',
    provider: providerOf(() => page([everything])),
    press: '[part~="help-button"]',
    shows: 'help',
  },
  {
    name: 'a recording plays',
    provider: providerOf(() => page([everything]), {
      recording: () => Promise.resolve({ availability: 'available', source: silence() }),
    }),
    press: '[part~="play-button"]',
    shows: ':state(playing)',
  },
  {
    name: 'the player beneath the rows',
    provider: providerOf(() => page([everything]), {
      recording: () => Promise.resolve({ availability: 'available', source: silence() }),
    }),
    press: '[part~="play-button"]',
    shows: 'mini-player',
  },
];

/** Renders a scene until it is reached, and gives the parts it had on the way. */
async function partsSeen({ name, provider, live = false, press, link, shows }: Scene) {
  const address = location.href;
  if (link) history.replaceState(null, '', `?${link}`);
  const element = await fixture<ConversationInbox>(html`
    <conversation-inbox
      style="block-size: 30rem; inline-size: 110rem"
      detail-href="/conversations/{id}"
      agent-href="/agents/{agentId}"
      .provider=${provider}
      .query=${provider?.capabilities.filters.direction ? { direction: 'inbound' } : {}}
      ?live=${live}
      sync-url=${link === undefined ? nothing : ''}
    ></conversation-inbox>
  `);
  const parts = new Set<string>();
  const reached = () => {
    for (const part of partsOf(element)) parts.add(part);
    return shows.startsWith(':') ? element.matches(shows) : parts.has(shows);
  };
  if (press) {
    const button = () => element.shadowRoot?.querySelector<HTMLElement>(press);
    await waitUntil(button, `${name}: no ${press}`);
    button()?.click();
  }
  await waitUntil(reached, `${name}: ${shows} never shows`);
  // What is there while somebody prints.
  window.dispatchEvent(new Event('beforeprint'));
  for (const part of partsOf(element)) parts.add(part);
  window.dispatchEvent(new Event('afterprint'));
  history.replaceState(null, '', address);
  return parts;
}

describe('the documentation of <conversation-inbox>', () => {
  const parts = new Set<string>();
  const states = new Set<string>();
  const { add } = CustomStateSet.prototype;
  const { clipboard } = navigator;

  before(async () => {
    // The only way to hear of a state that nobody documented.
    CustomStateSet.prototype.add = function (state) {
      states.add(state);
      return add.call(this, state);
    };
    clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    for (const scene of SCENES) {
      for (const part of await partsSeen(scene)) parts.add(part);
    }
  });

  after(() => {
    CustomStateSet.prototype.add = add;
    Reflect.deleteProperty(clipboard, 'writeText');
  });

  it('names every part that is rendered, and no other', () => {
    expect(differences('part', names(inbox?.cssParts), [...parts])).to.deep.equal([]);
  });

  it('has every part of the player beneath the rows', () => {
    const player = elementsIn(manifest).find(({ tagName }) => tagName === 'recording-player');
    const passedOn = [...parts].filter((part) => part.startsWith('player-'));
    const own = names(player?.cssParts);
    expect(own.length).to.be.above(20);
    expect(passedOn.sort()).to.deep.equal(own.map((part) => `player-${part}`).sort());
  });

  it('names every state that is set, and no other', () => {
    expect(differences('state', names(inbox?.cssStates), [...states])).to.deep.equal([]);
  });
});
