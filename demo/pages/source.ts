/** Where the pages get their conversations: the reference API, or the proxy to somebody's own. */
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import type { ConversationProvider } from '../../src/index.js';
import type { SiteInfo } from '../site.js';
import type { Settings } from './settings.js';

export async function siteInfo(): Promise<SiteInfo> {
  const response = await fetch('/site.json');
  return (await response.json()) as SiteInfo;
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
