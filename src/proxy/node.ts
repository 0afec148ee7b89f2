/** A `ProxyHandler` for servers that speak with Node's own requests and responses: `node:http`, Express. */
import type { ProxyHandler } from './handler.js';
import { Refusal, type RefusalCode } from './refusal.js';
import { guard } from './response.js';

/** What is needed of `http.IncomingMessage`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The whole path, where a framework has cut `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What is needed of `http.ServerResponse`. */
export interface NodeResponse {
  readonly destroyed: boolean;
  readonly writableFinished: boolean;
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(): unknown;
  once(event: 'close' | 'drain', listener: () => void): unknown;
  off(event: 'close' | 'drain', listener: () => void): unknown;
}

/** Resolves when the answer has been sent or the client is gone; never rejects. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

export function toNodeHandler(handler: ProxyHandler): NodeHandler {
  return async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    try {
      const read = webRequest(request, gone.signal);
      const answer = read instanceof Response ? read : await handler(read);
      // A server may be set up to fail where a `HEAD` is answered with words.
      const isLook = request.method === 'HEAD';
      await send(isLook ? new Response(null, answer) : answer, response, gone.signal);
    } catch {
      response.destroy();
    }
  };
}

/** The request in the Web's own form, or why it cannot have one. */
function webRequest(
  { method = 'GET', url = '', originalUrl = url, headers }: NodeRequest,
  signal: AbortSignal,
): Request | Response {
  const refused = (code: RefusalCode) => refusal(code, headers);
  const host = String(headers['host'] ?? headers[':authority'] ?? '');
  if (!/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host)) return refused('bad-path');
  const origin = `http://${host}`;
  const [path] = originalUrl.split('?');
  // A whole URL instead of a path, dots that lead upwards, and whatever else would be written anew.
  if (!originalUrl.startsWith('/') || pathOf(originalUrl, origin) !== path) {
    return refused('bad-path');
  }
  if (headers['transfer-encoding'] || Number(headers['content-length'] ?? 0) !== 0) {
    return refused('body-not-possible');
  }
  // These the Web's own form refuses by throwing.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return refused('bad-method');
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name.startsWith(':') ? [] : [[name, [value].flat().join(', ')]],
  );
  return new Request(origin + originalUrl, { method, headers: given, signal });
}

/** `undefined` where the host is none, such as `999.999.999.999`. */
function pathOf(url: string, origin: string): string | undefined {
  return URL.canParse(url, origin) ? new URL(url, origin).pathname : undefined;
}

function refusal(code: RefusalCode, headers: NodeRequest['headers']): Response {
  const { response } = new Refusal(code);
  guard(response.headers);
  // A body is not waited for. Where connections carry many requests at once, this header is not possible.
  if (!(':path' in headers)) response.headers.set('Connection', 'close');
  return response;
}

async function send(answer: Response, response: NodeResponse, gone: AbortSignal): Promise<void> {
  if (response.destroyed) {
    await answer.body?.cancel();
    return;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  for await (const chunk of answer.body ?? []) {
    if (gone.aborted) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

/** A reader who is slower than the upstream holds it back. */
function drained(response: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.once('drain', go);
    response.once('close', go);
  });
}
