/** Sends a file that an answer named: the whole of it, or one range. */
import { Refusal } from './refusal.js';
import { inTime, type Upstream } from './upstream.js';

/** What a browser needs to play and to seek. */
const PASSED = ['Accept-Ranges', 'Content-Length', 'Content-Range', 'ETag', 'Last-Modified'];

/** May be shown on the page's own origin. Everything else is only there to be saved. */
const SHOWN = /^(audio\/[\w.+-]+|video\/[\w.+-]+|image\/(png|jpeg|gif|webp|avif))$/i;

/** Answers of a file's server that say something about the file. */
const SAID = new Set([401, 403, 404, 410]);

/** @param url one that was sealed by this proxy. The upstream's key is not sent there. */
export async function sendFile(
  upstream: Upstream,
  url: string,
  { method, headers, signal }: Request,
): Promise<Response> {
  const isLook = method === 'HEAD';
  const asked = new Headers({ Accept: '*/*' });
  const range = isLook ? 'bytes=0-0' : rangeOf(headers.get('Range'));
  if (range) asked.set('Range', range);
  const condition = headers.get('If-Range');
  if (range && condition && /^[\x20-\x7e]{1,200}$/.test(condition))
    asked.set('If-Range', condition);
  const response = await inTime(upstream, signal, (limit) =>
    upstream.fetch(url, { headers: asked, redirect: 'manual', signal: limit }),
  );
  const { status, body } = response;
  if (status === 200 || status === 206) {
    if (!isLook) return new Response(body, { status, headers: describing(response) });
    await body?.cancel();
    return new Response(null, { status: 200, headers: { 'Content-Type': typeOf(response) } });
  }
  await body?.cancel();
  if (status === 416) {
    const total = response.headers.get('Content-Range') ?? '';
    throw new Refusal(
      'bad-range',
      /^bytes \*\/\d+$/.test(total) ? { headers: { 'Content-Range': total } } : {},
    );
  }
  // The link is signed, so a refusal means that its time is over: a new one may work.
  if (SAID.has(status)) throw new Refusal(status === 404 ? 'not-found' : 'link-expired');
  throw new Refusal(status === 429 || status === 503 ? 'upstream-busy' : 'upstream-failed');
}

/** The one range that is asked for; several at once multiply the work, and no player needs them. */
function rangeOf(text: string | null): string | undefined {
  if (text === null) return undefined;
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(text.trim()) ?? [];
  const backwards = first !== '' && last !== '' && Number(last) < Number(first);
  if ((!first && !last) || backwards) throw new Refusal('bad-range');
  return `bytes=${first}-${last}`;
}

function describing(response: Response): Headers {
  const told = new Headers();
  for (const name of PASSED) {
    const value = response.headers.get(name);
    if (value !== null) told.set(name, value);
  }
  // What was unpacked on the way is longer than it was.
  if (response.headers.has('Content-Encoding')) told.delete('Content-Length');
  const type = typeOf(response);
  told.set('Content-Type', type);
  if (type === SAVED) told.set('Content-Disposition', 'attachment');
  return told;
}

const SAVED = 'application/octet-stream';

function typeOf({ headers }: Response): string {
  const type = headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return SHOWN.test(type) ? type : SAVED;
}
