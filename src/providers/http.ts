/**
 * JSON over HTTP for providers: credential, headers, timeout, abort, bounded retries. Whatever goes
 * wrong is rejected as a `ProviderError`. Error messages hold neither credential nor URL.
 */
import { isProviderError, providerError } from '../model/index.js';
import type { ProviderError } from '../model/index.js';
import { httpError, requestIdFact } from './http-error.js';
import { parseJson } from './json.js';
import { createTokenSource } from './token.js';
import type { GetToken, Token } from './token.js';
import { sleep as realSleep, untilAborted, withinTime } from './wait.js';
import type { Sleep } from './wait.js';

export interface HttpOptions {
  /** Absolute, or relative to the page for a proxy on the same origin (`/api`). */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer …`. Never put in a URL. */
  readonly token?: string;
  /** Asked at the first request when there is no `token`, and once for all requests after a 401. */
  readonly getToken?: GetToken;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds for one attempt, body included. Default 30. */
  readonly timeout?: number;
  /** Further attempts after a network error or a 500, 502, 503 or 504. Default 2. */
  readonly retries?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** For tests: waits without a clock. */
  readonly sleep?: Sleep;
  /** For tests: 0 ≤ x < 1. */
  readonly random?: () => number;
  /** For tests: milliseconds since 1970. */
  readonly now?: () => number;
  /** For tests: whether the browser has a network. Default `navigator.onLine`. */
  readonly online?: () => boolean;
}

export interface GetOptions {
  /** Query parameters in order; those that are `undefined` are left out. */
  readonly params?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface SignalledGet extends GetOptions {
  readonly signal: AbortSignal;
}

export interface Http {
  /**
   * The parsed JSON of a GET. `path` begins with a slash and follows the base URL.
   *
   * Rejects with kind `aborted`, `timeout`, `offline`, `network` (not reached, or cut before the
   * end), `invalid-response` (no JSON) or the kind that the HTTP status stands for. A 429 is not
   * retried here: the caller shows the wait, `retryAfter` says how long.
   */
  getJson(path: string, options?: GetOptions): Promise<unknown>;
}

/** Waits before a retry grow from this many seconds … */
const FIRST_WAIT = 0.5;
/** … to at most this many, and a server that asks for a longer one is not waited for here. */
const LONGEST_WAIT = 8;

export function createHttp(options: HttpOptions): Http {
  const { token, getToken, timeout = 30, retries = 2, sleep = realSleep } = options;
  const { random = Math.random, now = Date.now, online = browserIsOnline } = options;
  const base = options.baseUrl.replace(/\/+$/, '');
  const fixedHeaders = new Headers(options.headers);
  const tokens = createTokenSource(token, getToken, (run) => withinTime(run, timeout, sleep));

  async function attempt(url: string, get: SignalledGet, secret: string | undefined) {
    const headers = new Headers(fixedHeaders);
    headers.set('Accept', 'application/json');
    for (const [name, value] of Object.entries(get.headers ?? {})) headers.set(name, value);
    if (secret !== undefined) headers.set('Authorization', `Bearer ${secret}`);
    const ask = async (signal: AbortSignal) => {
      // Conversations and recording URLs must not end up in the browser's cache on disk.
      const init = { headers, signal, credentials: 'same-origin', cache: 'no-store' } as const;
      const response = await (options.fetch ?? fetch)(url, init);
      return { response, text: await response.text() };
    };
    const { response, text } = await withinTime(ask, timeout, sleep, get.signal).catch(
      (thrown: unknown) => {
        throw connectionError(thrown, online());
      },
    );
    // A server may quote the credential it refuses.
    const safeText = secret === undefined ? text : text.replaceAll(secret, '…');
    if (!response.ok) throw httpError(response.status, response.headers, safeText, now());
    return readJson(response, text);
  }

  /** One attempt, and a second one with a new credential when the first is refused. */
  async function authorized(url: string, get: SignalledGet) {
    const secret = (used: Token) => untilAborted(() => used, get.signal);
    const used = tokens.current();
    try {
      return await attempt(url, get, await secret(used));
    } catch (thrown) {
      const refused = isProviderError(thrown) && thrown.status === 401;
      const renewed = refused ? tokens.renewed(used) : undefined;
      if (!renewed) throw thrown;
      return attempt(url, get, await secret(renewed));
    }
  }

  return {
    async getJson(path, { signal = new AbortController().signal, ...rest } = {}) {
      const url = base + path + queryText(rest.params);
      for (let tried = 0; ; tried += 1) {
        try {
          return await authorized(url, { ...rest, signal });
        } catch (thrown) {
          const wait = tried < retries ? waitBefore(tried, thrown, random) : undefined;
          if (wait === undefined) throw thrown;
          await sleep(wait, signal);
        }
      }
    },
  };
}

/** Seconds until the next attempt, anywhere up to a bound that doubles; `undefined`: give up. */
function waitBefore(tried: number, thrown: unknown, random: () => number): number | undefined {
  if (!isProviderError(thrown)) return undefined;
  const usual = random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tried);
  const { kind, status, retryAfter = usual } = thrown;
  const passing = kind === 'network' || /^50[0234]$/.test(String(status));
  return passing && retryAfter <= LONGEST_WAIT ? retryAfter : undefined;
}

/** What `fetch` throws quotes the URL in some browsers, so it is not passed on as the cause. */
function connectionError(thrown: unknown, online: boolean): ProviderError {
  if (isProviderError(thrown)) return thrown;
  if (!online) return providerError('offline', 'There is no network connection.');
  return providerError('network', 'The server could not be reached, or the connection broke.');
}

function readJson({ status, headers }: Response, text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined) return value;
  const found = /^\s*</.test(text) ? 'a web page' : 'something that is not JSON';
  throw providerError('invalid-response', `The server answered with ${found} instead of data.`, {
    status,
    ...requestIdFact(headers),
  });
}

function queryText(params: GetOptions['params'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) search.append(name, String(value));
  }
  const text = search.toString();
  return text && `?${text}`;
}

function browserIsOnline(): boolean {
  // Node has a navigator too, one that does not say.
  return (globalThis.navigator as Navigator | undefined)?.onLine !== false;
}
