/** Where the pages get their conversations: from the proxies of the demo. */
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
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whether generated conversations of a vendor are shown, not somebody's own. */
export const isGenerated = (vendor: Vendor, { own }: SiteInfo): boolean => !own.includes(vendor);

/**
 * The proxy, which has the credential. Before generated conversations it lets the page choose what its
 * reader may see.
 */
function accessTo(vendor: Vendor, info: SiteInfo, { scope }: Settings): Access {
  if (info.direct && vendor === 'anyreach') return { baseUrl: '/', token: `ak_demo.${scope}` };
  const baseUrl = `/proxy/${vendor}`;
  return isGenerated(vendor, info) ? { baseUrl, headers: { 'X-Demo-Scope': scope } } : { baseUrl };
}

/** Only Anyreach's code comes with every page: each of the others is loaded where it is needed. */
export async function createSource(
  vendor: Vendor,
  info: SiteInfo,
  settings: Settings,
): Promise<ConversationProvider> {
  const options = { ...accessTo(vendor, info, settings), timeout: Number(settings.timeout) };
  if (vendor === 'agentmessage') return textMessages(options, info);
  if (vendor === 'autocalls') return assistants(options, info, settings);
  const key = isGenerated(vendor, info) ? { key: `demo-${settings.scope}` } : {};
  return createAnyreachProvider({ ...options, ...key });
}

async function textMessages(options: Access, info: SiteInfo): Promise<ConversationProvider> {
  const { createAgentMessageProvider } = await import(
    '../../src/providers/agentmessage/provider.js'
  );
  // A product knows its numbers; those of somebody's own account are typed here, by their ids.
  const known = isGenerated('agentmessage', info) ? await import('./texts.js') : {};
  return createAgentMessageProvider({ ...options, ...known });
}

async function assistants(
  options: Access,
  info: SiteInfo,
  { currency }: Settings,
): Promise<ConversationProvider> {
  const { createAutocallsProvider } = await import('../../src/providers/autocalls/provider.js');
  return createAutocallsProvider({
    ...options,
    ...(currency === 'none' ? {} : { currency }),
    ...(isGenerated('autocalls', info) ? await import('./assistants.js') : {}),
  });
}
