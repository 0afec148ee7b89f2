/** Requests in progress: their id, their common headers, and how they end early. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint, Reply } from './faults.js';

export interface Exchange {
  /** Sent as `X-Request-Id`, and as `request_id` in error bodies. */
  readonly id: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Aborts when the client goes away or the API closes. */
  readonly signal: AbortSignal;
}

export interface Exchanges {
  open(request: IncomingMessage, response: ServerResponse, url: URL): Exchange;
  /** Waits for the next `release()`; rejects when the signal aborts. */
  held(signal: AbortSignal): Promise<void>;
  release(): void;
  /** Breaks all connections of open requests. */
  close(): void;
}

export function createExchanges(): Exchanges {
  const open = new Map<ServerResponse, AbortController>();
  const held = new Set<() => void>();
  let count = 0;
  return {
    open(request, response, url) {
      const controller = new AbortController();
      open.set(response, controller);
      response.on('close', () => {
        open.delete(response);
        controller.abort();
      });
      count += 1;
      const id = `req_${count.toString(36).padStart(6, '0')}`;
      setCommonHeaders(response, id);
      return { id, request, response, url, signal: controller.signal };
    },
    held: (signal) =>
      new Promise((resolve, reject) => {
        const go = (): void => {
          held.delete(go);
          resolve();
        };
        held.add(go);
        signal.addEventListener('abort', () => {
          held.delete(go);
          reject(signal.reason as Error);
        });
      }),
    release() {
      for (const go of [...held]) go();
    },
    close() {
      for (const response of [...open.keys()]) response.destroy();
    },
  };
}

/** Any origin may read: embedders try their pages against this API, and it knows no cookies. */
function setCommonHeaders(response: ServerResponse, id: string): void {
  response.setHeader('X-Request-Id', id);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'X-Request-Id, Retry-After, Accept-Ranges, Content-Range, Content-Length',
  );
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

/** `undefined` for a request line that is no path. */
export function urlOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  return target.startsWith('/') && URL.canParse(`http://api.test${target}`)
    ? new URL(`http://api.test${target}`)
    : undefined;
}

/** The origin the client used, so that recording URLs lead back the same way. */
export function originOf(request: IncomingMessage): string {
  const host = request.headers.host ?? '';
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `http://${host}` : '';
}

/** What the request log keeps: no headers but `Range`, and no signature. */
export function describe(
  endpoint: Endpoint,
  { request, url }: Exchange,
): { method: string; path: string; endpoint: Endpoint; range?: string } {
  const { range } = request.headers;
  return {
    method: request.method ?? '',
    path: url.pathname + url.search.replace(/&signature=[^&]*/, ''),
    endpoint,
    ...(range === undefined ? {} : { range }),
  };
}

/** Answers preflights and methods the API does not know; true when it did. */
export function answerMethod(endpoint: Endpoint, { request, response, id }: Exchange): boolean {
  if (request.method === 'GET') return false;
  if (request.method === 'HEAD' && endpoint === 'media') return false;
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'Access-Control-Allow-Methods': 'GET, HEAD',
      'Access-Control-Allow-Headers': 'Authorization, X-Anyreach-Org, Range',
      'Access-Control-Max-Age': '600',
    });
    response.end();
    return true;
  }
  response.writeHead(405, { Allow: 'GET, HEAD, OPTIONS', 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ detail: 'Method not allowed', request_id: id }));
  return true;
}

export function send(response: ServerResponse, { status, headers, body, cut }: Reply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  if (!cut) {
    response.end(bytes);
    return;
  }
  // Destroying waits until the first half has left: the client must see a body that stops.
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Ends an exchange that failed on the server's own side. */
export function fail({ response, signal, id }: Exchange, error: unknown): void {
  if (signal.aborted) return;
  console.error(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(500, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ detail: 'Internal server error', request_id: id }));
}
