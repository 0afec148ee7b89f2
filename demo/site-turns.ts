/**
 * A transcript that comes in pages, over HTTP, made of the one that the reference API hands out whole.
 * `GET /turns/<id>?from=start|end&cursor=<opaque>&limit=<n>` answers `{ turns, before?, after? }`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Turn, TurnsPage } from '../src/index.js';
import { parseTranscript } from '../src/transcripts/parse.js';

const PATH = /^\/turns\/([^/?]+)(?:\?(.*))?$/;
const MOST = 200;

/** @param conversations Where the whole transcripts are: below the proxy, which checks ids and has the key. */
export function createTurns(conversations: string) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, id, query] = PATH.exec(request.url ?? '') ?? [];
    if (id === undefined || request.method !== 'GET') return false;
    void answer(id, new URLSearchParams(query)).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    return true;
  };

  async function answer(id: string, params: URLSearchParams) {
    try {
      const found = await fetch(`${conversations}/${id}`);
      const body = (await found.json()) as { conversation?: unknown; created_at?: string };
      if (!found.ok) return { status: found.status, body };
      const { turns } = await parseTranscript({ raw: body.conversation });
      return { status: 200, body: pageOf(turns, params) };
    } catch {
      return { status: 502, body: { detail: 'The transcript could not be read.' } };
    }
  }
}

/** A cursor is a side and the turn it begins at. */
function pageOf(turns: readonly Turn[], params: URLSearchParams): TurnsPage {
  const limit = Math.max(1, Math.min(MOST, Number(params.get('limit')) || 100));
  const [, side = '', place] = /^(before|after):(\d+)$/.exec(params.get('cursor') ?? '') ?? [];
  const at = Number(place);
  const isFromEnd = side === 'before' || (!side && params.get('from') === 'end');
  const last = isFromEnd ? (side ? at : turns.length) : Math.min(turns.length, (at || 0) + limit);
  const first = isFromEnd ? Math.max(0, last - limit) : side ? at : 0;
  return {
    turns: turns.slice(first, last),
    ...(first > 0 && side !== 'after' && { before: `before:${first}` }),
    ...(last < turns.length && side !== 'before' && { after: `after:${last}` }),
  };
}
