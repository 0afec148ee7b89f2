/** Recordings: real audio made while it is sent, behind URLs that expire. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { conversationId, sequenceOf } from './ids.js';
import {
  createMediaModes,
  factsOf,
  fileOf,
  type MediaFile,
  type MediaModes,
  type MediaPlan,
} from './media-modes.js';
import { sendBytes } from './media-send.js';
import { speechPlan, type Tape } from './speech.js';
import { createWave } from './wave.js';

export interface SignedRecording {
  /** Path and query. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** MIME type. */
  readonly type: string;
  /** Whether its server knows how long it is. */
  readonly timed: boolean;
}

export interface Media {
  sign(tape: Tape): SignedRecording;
  /** Answers GET and HEAD on a path under `/media/`; answers the status it sent. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): number;
  /** From now on every URL given out so far is refused; `cut` also ends the answers under way. */
  expireUrls(options?: { readonly cut?: boolean }): void;
  readonly modes: MediaModes;
}

export interface MediaOptions {
  readonly seed: number;
  /** Seconds. */
  readonly lifetime: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * The URL carries everything the sound depends on, signed with a secret of this process, so that
 * playing and seeking never ask the database.
 */
export function createMedia({ seed, lifetime, clock }: MediaOptions): Media {
  const secret = randomBytes(32);
  const modes = createMediaModes();
  const underWay = new Set<ServerResponse>();
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
    modes,
    sign(tape) {
      const id = conversationId(seed, tape.seq);
      const expiresAt = Math.floor(clock() + lifetime() * 1000);
      const path = `/media/${id}.wav`;
      const query = `seconds=${tape.seconds}&turns=${tape.turns}&expires=${expiresAt}`;
      const link = `${path}?${query}&signature=${signature(path, query)}`;
      return { url: link, expiresAt, ...factsOf(modes.of(id).mode) };
    },
    serve(request, response, url) {
      if (!accepts(url)) return refuse(response);
      const id = /([^/]+)\.wav$/.exec(url.pathname)?.[1] ?? '';
      const plan = request.method === 'HEAD' ? modes.of(id) : modes.take(id);
      if (plan.mode === 'expired') return refuse(response);
      if (plan.mode === 'no-cors') {
        response.removeHeader('Access-Control-Allow-Origin');
        response.removeHeader('Access-Control-Expose-Headers');
      }
      underWay.add(response);
      response.once('close', () => underWay.delete(response));
      const seq = sequenceOf(seed, id) ?? 0;
      const seconds = Number(url.searchParams.get('seconds'));
      const turns = Number(url.searchParams.get('turns'));
      const speech = speechPlan(seed, { seq, seconds, turns });
      const file = fileOf(plan.mode, (format) =>
        createWave({ seed, seq, seconds, plan: speech, format }),
      );
      const etag = `"${seq}-${seconds}-${turns}-${file.size}"`;
      return sendFile(request, response, { ...file, etag }, plan);
    },
    expireUrls({ cut = false } = {}) {
      generation += 1;
      if (cut) for (const response of underWay) response.destroy();
    },
  };
}

function refuse(response: ServerResponse): number {
  response.writeHead(403, { 'Content-Type': 'text/plain' });
  response.end('The link has expired or is not valid.\n');
  return 403;
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: MediaFile & { readonly etag: string },
  plan: MediaPlan,
): number {
  const ifRange = request.headers['if-range'];
  const wanted = ifRange === undefined || ifRange === file.etag ? request.headers.range : undefined;
  const range = file.ranges ? parseRange(wanted, file.size) : undefined;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${file.size}` }).end();
    return 416;
  }
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  const status = range ? 206 : 200;
  response.writeHead(status, {
    'Content-Type': file.type,
    ...(file.sized ? { 'Content-Length': last - first + 1 } : {}),
    ...(file.ranges ? { 'Accept-Ranges': 'bytes', ETag: file.etag } : {}),
    ...(range ? { 'Content-Range': `bytes ${first}-${last}/${file.size}` } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else sendBytes(response, file.bytes, { first, last }, plan).catch(() => response.destroy());
  return status;
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
