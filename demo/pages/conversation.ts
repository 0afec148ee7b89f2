/**
 * The page that `detail-href` opens: one conversation on a cold load with only the URL; `#t=125` is
 * the second to start at, `#turn=…` a turn that has no time; `?vendor` says whose it is, and `?pages`
 * has a transcript of Anyreach come in pages.
 */
import '../../src/define/conversation-detail.js';
import { readSettings } from './settings.js';
import { createSource, inPages, linksOf, siteInfo, vendorNamed } from './source.js';

const detail = document.querySelector(
  'conversation-detail',
) as HTMLElementTagNameMap['conversation-detail'];
const settings = readSettings(location.search);

/** Where a link leads to, also when it is another one of the open conversation. */
function followLink(): void {
  const place = new URLSearchParams(location.hash.slice(1));
  const time = place.get('t');
  detail.startAt = time ? Number(time) : undefined;
  detail.startTurn = place.get('turn') ?? undefined;
}

const params = new URLSearchParams(location.search);
detail.conversationId = params.get('id') ?? undefined;
const vendor = vendorNamed(params.get('vendor'));
Object.assign(detail, linksOf(vendor, settings));
followLink();
window.addEventListener('hashchange', followLink);
const source = await createSource(vendor, await siteInfo(), settings);
detail.provider = params.has('pages') ? inPages(source) : source;
