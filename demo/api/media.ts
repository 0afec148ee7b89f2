/** Recordings: real audio made while it is sent, behind URLs that expire. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { conversationId, sequenceOf } from './ids.js';
import { speechPlan, type Tape } from './speech.js';
import { createWave, type Wave } from './wave.js';

export interface Media {
  /** The path and query of a recording, and when it stops working (milliseconds since 1970). */
  sign(tape: Tape): { readonly url: string; readonly expiresAt: number };
  /** Answers GET and HEAD on a path under `/media/`; answers the status it sent. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): number;
  /** From now on every URL given out so far is refused. */
  expireUrls(): void;
}

export interface MediaOptions {
  readonly seed: number;
  /** Seconds. */
  readonly lifetime: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Bytes made per step: about two seconds of sound. */
const STEP = 65_536;

/**
 * The URL carries everything the sound depends on, signed with a secret of this process, so that
 * playing and seeking never ask the database.
 */
export function createMedia({ seed, lifetime, clock }: MediaOptions): Media {
  const secret = randomBytes(32);
  let generation = 0;
  const signature = (path: string, query: string): string =>
    createHmac('sha256', secret).update(`${generation}\n${path}\n${query}`).digest('base64url');
  const accepts = (url: URL): boolean => {
    const given = Buffer.from(url.searchParams.get('signature') ?? '');
    const query = url.search.slice(1).replace(/&signature=[^&]*$/, '');
    const right = Buffer.from(signature(url.pathname, query));
    return (
      given.length === right.length &&
      timingSafeEqual(given, right) &&
      Number(url.searchParams.get('expires')) > clock()
    );
  };
  return {
    sign(tape) {
      const expiresAt = Math.floor(clock() + lifetime() * 1000);
      const path = `/media/${conversationId(seed, tape.seq)}.wav`;
      const query = `seconds=${tape.seconds}&turns=${tape.turns}&expires=${expiresAt}`;
      return { url: `${path}?${query}&signature=${signature(path, query)}`, expiresAt };
    },
    serve(request, response, url) {
      if (!accepts(url)) {
        response.writeHead(403, { 'Content-Type': 'text/plain' });
        response.end('The link has expired or is not valid.\n');
        return 403;
      }
      const seq = sequenceOf(seed, /([^/]+)\.wav$/.exec(url.pathname)?.[1] ?? '') ?? 0;
      const seconds = Number(url.searchParams.get('seconds'));
      const turns = Number(url.searchParams.get('turns'));
      const wave = createWave({
        seed,
        seq,
        seconds,
        plan: speechPlan(seed, { seq, seconds, turns }),
      });
      return sendWave(request, response, wave, `"${seq}-${seconds}-${turns}"`);
    },
    expireUrls() {
      generation += 1;
    },
  };
}

function sendWave(
  request: IncomingMessage,
  response: ServerResponse,
  wave: Wave,
  etag: string,
): number {
  const ifRange = request.headers['if-range'];
  const wanted = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
  const range = parseRange(wanted, wave.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${wave.size}` }).end();
    return 416;
  }
  const { first, last } = range ?? { first: 0, last: wave.size - 1 };
  const status = range ? 206 : 200;
  response.writeHead(status, {
    'Content-Type': 'audio/wav',
    'Content-Length': last - first + 1,
    'Accept-Ranges': 'bytes',
    ETag: etag,
    ...(range ? { 'Content-Range': `bytes ${first}-${last}/${wave.size}` } : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return status;
  }
  // A listener who seeks closes the connection in the middle: nothing more is made then, and that
  // is no error.
  pipeline(Readable.from(pieces(wave, first, last), { objectMode: true }), response, () => {});
  return status;
}

function* pieces(wave: Wave, first: number, last: number): Generator<Buffer> {
  for (let at = first; at <= last; at += STEP) {
    yield wave.bytes(at, Math.min(last, at + STEP - 1));
  }
}

/**
 * One byte range, both ends included; `undefined` for a header that is absent, malformed or asks
 * for several ranges, which the standard allows to answer with the whole file.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== '' && Number(match[2]) < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last };
}
