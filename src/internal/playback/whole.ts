/**
 * The recording over `fetch`, where the audio element is not enough: the whole file for servers that
 * let nothing be sought, and one look at a link nothing could be read from. Both need the server's
 * CORS headers and the page's `connect-src`; without them the answer is `undefined`.
 */
import type { Finding } from './remedy.js';

/** Larger recordings are not kept in memory. Bytes. */
const LIMIT = 20_000_000;

export interface Link {
  readonly url: string;
  readonly cors: 'anonymous' | 'use-credentials' | undefined;
  readonly signal: AbortSignal;
}

const request = ({ url, cors, signal }: Link, headers: Record<string, string> = {}) =>
  fetch(url, {
    headers,
    signal,
    credentials: cors === 'use-credentials' ? 'include' : 'same-origin',
    referrerPolicy: 'no-referrer',
  });

/** The whole recording; `undefined` when it is too large or may not be read. */
export async function fetchWhole(link: Link): Promise<Blob | undefined> {
  try {
    const response = await request(link);
    const reader = response.ok ? response.body?.getReader() : undefined;
    if (!reader) return undefined;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let size = 0; ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
      if (size <= LIMIT) continue;
      void reader.cancel();
      return undefined;
    }
    return new Blob(pieces, { type: response.headers.get('Content-Type') ?? '' });
  } catch {
    return undefined;
  }
}

/** What the server says to a link. */
export async function lookAt(link: Link): Promise<Finding> {
  try {
    const { ok, status, body } = await request(link, { Range: 'bytes=0-0' });
    void body?.cancel();
    if (ok) return 'readable';
    if (status === 404) return 'missing';
    return status < 500 ? 'refused' : 'unreachable';
  } catch {
    return isThere(link);
  }
}

/** Without CORS headers nothing can be read, but a server that is there answers all the same. */
async function isThere({ url, signal }: Link): Promise<Finding> {
  try {
    await fetch(url, { mode: 'no-cors', method: 'HEAD', signal, referrerPolicy: 'no-referrer' });
    return undefined;
  } catch {
    return 'unreachable';
  }
}
