/**
 * Lets a page read conversations with a key that only this server knows. It forwards the two reads
 * of the API and nothing else, and nothing of the browser's request but checked parameters.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where the conversations are, and the credential for them. */
export interface Upstream {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly key: string;
  /** Sent as `X-Anyreach-Org`, for keys that are not bound to one organization. */
  readonly organization?: string;
}

export interface ProxyOptions extends Upstream {
  /** What the proxied paths start with, for example `/proxy`. */
  readonly prefix: string;
  /** Seconds for one request, body included. Default 30. */
  readonly timeout?: number;
}

/** Handles a request if its path is one of the proxy's; answers false when it is not. */
export type Proxy = (request: IncomingMessage, response: ServerResponse) => boolean;

const LIST = '/core/conversations';
const SHORT = /^[^\p{Cc}]{1,500}$/u;
const WHOLE = /^-?\d{1,15}$/;

const PARAMETERS: Readonly<Record<string, RegExp>> = {
  direction: SHORT,
  channel: SHORT,
  status: SHORT,
  user_id: SHORT,
  agent_id: SHORT,
  agent_version_id: SHORT,
  agent_number: SHORT,
  web_widget_id: SHORT,
  duration_above: WHOLE,
  duration_below: WHOLE,
  user_turn_count_above: WHOLE,
  user_turn_count_below: WHOLE,
  custom_metadata: /^\{[^]{0,2000}\}$/,
  created_after: SHORT,
  created_before: SHORT,
  updated_after: SHORT,
  updated_before: SHORT,
  limit: /^\d{1,4}$/,
  cursor: /^[A-Za-z0-9+/]{1,500}={0,2}$/,
  fields: /^[a-z_]{1,50}(,[a-z_]{1,50}){0,50}$/,
};

export function createProxy(options: ProxyOptions): Proxy {
  const { prefix } = options;
  return (request, response) => {
    const target = request.url ?? '';
    if (!target.startsWith(`${prefix}/`)) return false;
    forward(options, request, response, target.slice(prefix.length)).catch(() =>
      // What went wrong may name hosts, ports or the key, so the words are always the same.
      refuse(response, 502, 'The upstream server could not be reached.'),
    );
    return true;
  };
}

async function forward(
  options: ProxyOptions,
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  if (request.method !== 'GET') return refuse(response, 405, 'Only GET is possible here.');
  const [path = '', ...query] = target.split('?');
  const checked = path === LIST ? LIST : pathOfOne(path);
  if (checked === undefined) return refuse(response, 404, 'Not found.');
  const params = new URLSearchParams(query.join('?'));
  const wrong = wrongParameter(params, path === LIST ? Object.keys(PARAMETERS) : ['fields']);
  if (wrong !== undefined) {
    return refuse(response, 400, `The parameter ${wrong} is not possible here.`);
  }
  const search = params.size > 0 ? `?${params.toString()}` : '';
  await answer(options, response, checked + search);
}

/** The path of one conversation, written anew; `undefined` when it could lead anywhere else. */
function pathOfOne(path: string): string | undefined {
  if (!path.startsWith(`${LIST}/`)) return undefined;
  try {
    const id = decodeURIComponent(path.slice(LIST.length + 1));
    const harmless = SHORT.test(id) && !/[/\\]/.test(id) && !/^\.+$/.test(id);
    return harmless ? `${LIST}/${encodeURIComponent(id)}` : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the first parameter that is unknown, given twice or malformed. */
function wrongParameter(params: URLSearchParams, known: readonly string[]): string | undefined {
  for (const [name, value] of params) {
    if (!known.includes(name)) return JSON.stringify(name.slice(0, 50));
    if (params.getAll(name).length > 1 || !PARAMETERS[name]?.test(value)) return name;
  }
  return undefined;
}

async function answer(
  { baseUrl, key, organization, timeout = 30 }: ProxyOptions,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const late = AbortSignal.timeout(timeout * 1000);
  try {
    const upstream = await fetch(baseUrl.replace(/\/+$/, '') + target, {
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${key}`,
        ...(organization ? { 'X-Anyreach-Org': organization } : {}),
      },
      // Another server than the one that was named must not get the key.
      redirect: 'error',
      signal: AbortSignal.any([gone.signal, late]),
    });
    const text = await upstream.text();
    send(response, upstream.status, passedOn(upstream.headers, key), text.replaceAll(key, '…'));
  } catch (error) {
    if (!late.aborted) throw error;
    refuse(response, 504, 'The upstream server took too long.');
  }
}

/** What clients act on. A server may quote the key it refuses, so it is taken out everywhere. */
function passedOn(headers: Headers, key: string): Record<string, string> {
  const names = ['Retry-After', 'X-Request-Id', 'Request-Id'];
  const found = names.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value.replaceAll(key, '')]];
  });
  // A web page from upstream must not become a page of this origin.
  const json = /^application\/([\w.-]+\+)?json\b/i.test(headers.get('Content-Type') ?? '');
  const type = json ? 'application/json' : 'text/plain; charset=utf-8';
  return { ...Object.fromEntries(found), 'Content-Type': type };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(
    response,
    status,
    { 'Content-Type': 'application/json', ...(status === 405 ? { Allow: 'GET' } : {}) },
    JSON.stringify({ message }),
  );
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
