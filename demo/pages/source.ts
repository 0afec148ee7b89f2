/** Where the pages get their conversations: the reference API, or the proxy to somebody's own. */
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { providerError, type ConversationProvider, type TurnsPage } from '../../src/index.js';
import type { SiteInfo } from '../site.js';
import type { Settings } from './settings.js';

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

/** The demo's credentials are known to everybody; with somebody's own, the browser has none. */
export function createSource({ source }: SiteInfo, settings: Settings): ConversationProvider {
  const timeout = Number(settings.timeout);
  return source === 'upstream'
    ? createAnyreachProvider({ baseUrl: '/proxy', timeout })
    : createAnyreachProvider({
        baseUrl: '/',
        token: `ak_demo.${settings.scope}`,
        timeout,
        key: `demo-${settings.scope}`,
      });
}
