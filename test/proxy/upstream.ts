/** An upstream that answers from memory and notes what it is sent. */
import { createProxyHandler, type Access, type ProxyOptions } from '../../src/proxy/index.js';

export const KEY = 'ak_test.this-must-not-be-seen';
export const UPSTREAM = 'https://api.upstream.example.com';
export const HERE = 'https://inbox.example.com';

export interface Sent {
  readonly url: string;
  readonly path: string;
  readonly headers: Headers;
}

export interface Stage {
  /** What reached the upstream, in order. */
  readonly sent: Sent[];
  /** What was logged, as text. */
  readonly logged: string[];
  get(path: string, init?: RequestInit): Promise<Response>;
}

type Answering = (sent: Sent) => Response | Promise<Response>;

export const rows =
  (...given: readonly object[]): Answering =>
  () =>
    Response.json(given);

/** A proxy at the root of `HERE`, which lets everybody in unless the options say otherwise. */
export function stage(answer: Answering, options: Partial<ProxyOptions> = {}): Stage {
  const sent: Sent[] = [];
  const logged: string[] = [];
  const handler = createProxyHandler({
    ...(options.allow ? {} : { vendor: 'anyreach' as const }),
    upstream: UPSTREAM,
    token: KEY,
    authorize: (): Access => ({}),
    log: (entry) => logged.push(JSON.stringify(entry)),
    fetch: async (url, init) => {
      const { pathname, search } = new URL(String(url));
      const one = {
        url: String(url),
        path: pathname + search,
        headers: new Headers(init?.headers),
      };
      sent.push(one);
      init?.signal?.throwIfAborted();
      return answer(one);
    },
    ...options,
  });
  return { sent, logged, get: (path, init) => handler(new Request(HERE + path, init)) };
}

export async function errorOf(response: Response): Promise<Record<string, unknown>> {
  return ((await response.json()) as { error: Record<string, unknown> }).error;
}
