/**
 * The page that `detail-href` opens: one conversation on a cold load with only the URL; `#t=125` is
 * the second to start at, `#turn=…` a turn that has no time; `?pages` has the transcript come in pages.
 */
import '../../src/define/conversation-detail.js';
import { readSettings, writeSettings } from './settings.js';
import { createSource, inPages, siteInfo } from './source.js';

const detail = document.querySelector(
  'conversation-detail',
) as HTMLElementTagNameMap['conversation-detail'];
const settings = readSettings(location.search);
const kept = writeSettings({ scope: settings.scope }).replace('?', '&');

/** Where a link leads to, also when it is another one of the open conversation. */
function followLink(): void {
  const place = new URLSearchParams(location.hash.slice(1));
  const time = place.get('t');
  detail.startAt = time ? Number(time) : undefined;
  detail.startTurn = place.get('turn') ?? undefined;
}

const params = new URLSearchParams(location.search);
detail.conversationId = params.get('id') ?? undefined;
detail.detailHref = `/conversation.html?id={id}${kept}`;
detail.agentHref = '/agent.html?id={agentId}&version={agentVersionId}';
followLink();
window.addEventListener('hashchange', followLink);
const source = createSource(await siteInfo(), settings);
detail.provider = params.has('pages') ? inPages(source) : source;
