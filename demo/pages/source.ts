/** Where the pages get their conversations: the reference API, or the proxy to somebody's own. */
import type { OwnNumber } from '../../src/providers/agentmessage/provider.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { providerError, type ConversationProvider, type TurnsPage } from '../../src/index.js';
import type { SiteInfo } from '../site.js';
import { writeSettings, type Settings } from './settings.js';

export async function siteInfo(): Promise<SiteInfo> {
  const response = await fetch('/site.json');
  return (await response.json()) as SiteInfo;
}

/** The same conversations with transcripts that come in pages, as some sources have them. */
export function inPages(source: ConversationProvider): ConversationProvider {
  return {
    ...source,
    get: async (id, options) => ({ conversation: (await source.get(id, options)).conversation }),
    turns: async ({ id, cursor, pageSize, from = 'start' }, { signal }) => {
      const params = new URLSearchParams({ from, limit: String(pageSize) });
      if (cursor) params.set('cursor', cursor);
      const answer = await fetch(`/turns/${encodeURIComponent(id)}?${params}`, { signal });
      if (!answer.ok) throw providerError('server', `The server answered ${answer.status}.`);
      return (await answer.json()) as TurnsPage;
    },
  };
}

const VENDORS = ['anyreach', 'agentmessage', 'autocalls'] as const;

export type Vendor = (typeof VENDORS)[number];

/** Whose conversations a page shows: Anyreach's, unless it says otherwise. */
export function vendorNamed(name: string | null | undefined): Vendor {
  return VENDORS.find((vendor) => vendor === name) ?? 'anyreach';
}

/** Where conversations of a vendor and their agents open, with the settings that go along. */
export function linksOf(vendor: Vendor, { scope, currency }: Settings) {
  const named = vendor === 'anyreach' ? '' : `vendor=${vendor}&`;
  const kept = writeSettings({ scope, currency }).replace('?', '&');
  const version = vendor === 'anyreach' ? '&version={agentVersionId}' : '';
  return {
    detailHref: `/conversation.html?${named}id={id}${kept}`,
    agentHref: `/agent.html?id={agentId}${version}`,
  };
}

interface Access {
  readonly baseUrl: string;
  readonly token?: string;
}

/**
 * Where the API of a vendor begins, and with which credential. Those of the demo's own data are known to
 * everybody; with somebody's own, the browser has none.
 */
function accessTo(vendor: Vendor, { source }: SiteInfo, { scope }: Settings): Access {
  if (source === 'upstream')
    return { baseUrl: vendor === 'anyreach' ? '/proxy' : `/proxy/${vendor}` };
  const own: Readonly<Record<Vendor, Access>> = {
    anyreach: { baseUrl: '/', token: `ak_demo.${scope}` },
    agentmessage: { baseUrl: '/', token: 'am_live_demo' },
    autocalls: { baseUrl: '/autocalls', token: 'ac_demo' },
  };
  return own[vendor];
}

/** Only Anyreach's code comes with every page: each of the others is loaded where it is needed. */
export async function createSource(
  vendor: Vendor,
  info: SiteInfo,
  settings: Settings,
): Promise<ConversationProvider> {
  const options = { ...accessTo(vendor, info, settings), timeout: Number(settings.timeout) };
  if (vendor === 'agentmessage') return textMessages(options);
  if (vendor === 'autocalls') return assistants(options, info, settings);
  const key = info.source === 'upstream' ? {} : { key: `demo-${settings.scope}` };
  return createAnyreachProvider({ ...options, ...key });
}

async function textMessages(options: Access): Promise<ConversationProvider> {
  const { createAgentMessageProvider } = await import(
    '../../src/providers/agentmessage/provider.js'
  );
  const numbers = await ownNumbers(createAgentMessageProvider(options));
  return createAgentMessageProvider({ ...options, numbers });
}

/** A product knows its numbers. Here they are those of the latest threads; without any they are typed. */
async function ownNumbers(provider: ConversationProvider): Promise<readonly OwnNumber[]> {
  const { signal } = new AbortController();
  const page = await provider
    .list({ query: {}, pageSize: provider.capabilities.maxPageSize }, { signal })
    .catch(() => ({ items: [] }));
  const named = page.items.map(({ metadata, agent }) => [
    String(metadata?.['phone_number_id'] ?? ''),
    agent?.address ?? '',
  ]);
  return Object.entries(Object.fromEntries(named) as Record<string, string>)
    .filter(([id, label]) => id && label)
    .map(([id, label]) => ({ id, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

async function assistants(
  options: Access,
  { source }: SiteInfo,
  { currency }: Settings,
): Promise<ConversationProvider> {
  const { createAutocallsProvider } = await import('../../src/providers/autocalls/provider.js');
  return createAutocallsProvider({
    ...options,
    ...(currency === 'none' ? {} : { currency }),
    ...(source === 'reference' ? await import('./assistants.js') : {}),
  });
}
