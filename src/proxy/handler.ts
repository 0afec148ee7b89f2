/**
 * Reads conversations for a page with a key that stays on the server. A Web-standard function from a
 * `Request` to a `Response`.
 */
import { rowsOf, strip } from './fields.js';
import { FILES, linkFiles, type FileSetup } from './file-links.js';
import { sendFile } from './files.js';
import { holds } from './narrow.js';
import { Refusal } from './refusal.js';
import { isForeign, matchCall, narrowed, readParams, type Matched } from './request.js';
import { guard, json } from './response.js';
import { createSeal } from './seal.js';
import type { Access, Asked, ProxyCall, ProxyEntry, Refused } from './types.js';
import { getData, type Upstream } from './upstream.js';
import { UPSTREAMS, VENDORS, type Vendor } from './vendors.js';

export interface ProxyOptions {
  /** Whose read calls are let through. Without it, `allow` says which calls there are. */
  readonly vendor?: Vendor;
  /**
   * Where the API is, without its calls' paths. Default: the vendor's own; AgentMessage has none, and an
   * API of your own neither.
   */
  readonly upstream?: string;
  /** The key, sent as `Authorization: Bearer …`; or which key somebody's requests get. At least 6 characters. */
  readonly token: string | ((access: Access) => string | Promise<string>);
  /**
   * Asked for every request, before anything is sent: who is it, and what may they see? Answers what
   * they may, 401 or 403. What it throws ends the request with 500.
   */
  readonly authorize: (
    request: Request,
    asked: Asked,
  ) => Access | Refused | Promise<Access | Refused>;
  /** The calls that are let through. Default: all of the vendor's (`VENDORS`). */
  readonly allow?: readonly ProxyCall[];
  /** Changes the data of an answer, after `Access.strip` and before files get their links. */
  readonly transform?: (body: unknown, asked: Asked, access: Access) => unknown;
  /** Where the handler is on the page's origin, for example `/api/conversations`. Default: its root. */
  readonly prefix?: string;
  /**
   * What links to files are sealed with, at least 16 characters. Default: random. Several processes, or one
   * that is started for each request, need the same.
   */
  readonly secret?: string;
  /** Seconds a link to a file works. Default 300. */
  readonly fileLifetime?: number;
  /** Names of the servers files may be on, beside the upstream, in lower case. Default: every public one. */
  readonly fileHosts?: readonly string[];
  /** Seconds for one request to the upstream. Default 30. */
  readonly timeout?: number;
  /**
   * Told of every request when its answer begins, but of those that `toNodeHandler` refuses because
   * they have no Web-standard form. What it throws is ignored.
   */
  readonly log?: (entry: ProxyEntry) => void;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** Answers every request, also those that it refuses; never rejects. */
export type ProxyHandler = (request: Request) => Promise<Response>;

interface Setup {
  readonly options: ProxyOptions;
  readonly calls: readonly ProxyCall[];
  readonly http: Upstream;
  readonly files: FileSetup;
}

/** What is known of a request by the time its answer begins. */
type Known = Pick<ProxyEntry, 'call' | 'subject' | 'code'>;

/** Throws a `TypeError` for options that cannot work. */
export function createProxyHandler(options: ProxyOptions): ProxyHandler {
  const setup = checked(options);
  return async (request) => {
    const startedAt = performance.now();
    let known: Known = {};
    const learn = (more: Known): void => void (known = { ...known, ...more });
    const response = await answer(setup, request, learn).catch((thrown: unknown) => {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('proxy-failed');
      learn({ code: refusal.code });
      return refusal.response;
    });
    guard(response.headers);
    // The upstream's own, where it has one: its support knows no other.
    const requestId = response.headers.get('X-Request-Id') ?? crypto.randomUUID();
    response.headers.set('X-Request-Id', requestId);
    const milliseconds = performance.now() - startedAt;
    try {
      options.log?.({ ...known, status: response.status, requestId, milliseconds });
    } catch {
      // The reader gets the answer even where it cannot be noted.
    }
    return response;
  };
}

async function answer(
  setup: Setup,
  request: Request,
  learn: (known: Known) => void,
): Promise<Response> {
  const url = new URL(request.url);
  if (isForeign(request, url)) throw new Refusal('foreign-origin');
  const { prefix } = setup.files;
  if (!url.pathname.startsWith(`${prefix}/`)) throw new Refusal('not-found');
  const path = url.pathname.slice(prefix.length);
  const isFile = path.startsWith(FILES);
  if (request.method !== 'GET' && !(isFile && request.method === 'HEAD')) {
    throw new Refusal('bad-method', { headers: { Allow: isFile ? 'GET, HEAD' : 'GET' } });
  }
  if (request.body) throw new Refusal('body-not-possible');
  if (isFile) {
    learn({ call: 'file' });
    return fileAnswer(setup, request, path.slice(FILES.length), learn);
  }
  const matched = matchCall(path, setup.calls);
  if (!matched) throw new Refusal('not-found');
  learn({ call: matched.call.name });
  return callAnswer(
    setup,
    request,
    { ...matched, asked: readParams(url.search, matched.call) },
    learn,
  );
}

async function callAnswer(
  { options, http, files }: Setup,
  request: Request,
  { call, id, path, asked }: Matched & { readonly asked: ReadonlyMap<string, string> },
  learn: (known: Known) => void,
): Promise<Response> {
  const about: Asked = { call: call.name, ...(id === undefined ? {} : { id }) };
  const access = await authorized(options, request, about, learn);
  const params = narrowed(asked, call, access);
  const key = await keyFor(options, access);
  const search = params.size > 0 ? `?${new URLSearchParams([...params]).toString()}` : '';
  const base = files.upstream.href.replace(/\/$/, '');
  const sent = new Headers(access.headers);
  sent.set('Accept', 'application/json');
  sent.set('Authorization', `Bearer ${key}`);
  const { body, headers } = await getData(http, base + path + search, key, sent, request.signal);
  if (!isShown(body, call, access)) throw new Refusal('not-found', { headers });
  strip(body, new Set(access.strip));
  const shown = options.transform ? await options.transform(body, about, access) : body;
  if (shown === undefined) throw new Refusal('proxy-failed');
  await linkFiles(shown, call, files, access.subject);
  return json(200, shown, headers);
}

/** A conversation that is outside of what somebody may see is one that there is not. */
function isShown(
  body: unknown,
  { rows, params = {}, proves = {} }: ProxyCall,
  { narrow = {} }: Access,
) {
  const open = Object.entries(narrow).filter(([name]) => !Object.hasOwn(params, name));
  if (open.length === 0) return true;
  const found = rowsOf(body, rows);
  // No row shows nothing: whoever asks beyond the last message must not learn that there are some.
  return (
    found.length > 0 &&
    found.every((row) =>
      open.every(([name, imposed]) => holds(name, proves[name] ?? {}, imposed, row)),
    )
  );
}

async function fileAnswer(
  { options, http, files }: Setup,
  request: Request,
  rest: string,
  learn: (known: Known) => void,
): Promise<Response> {
  // A name may follow, for whoever saves it.
  const sealed = await files.seal.open(rest.split('/')[0] ?? '');
  if (!sealed) throw new Refusal('not-found');
  const { url, expires, subject } = sealed;
  const about: Asked = { call: 'file', ...(subject === undefined ? {} : { subject }) };
  const access = await authorized(options, request, about, learn);
  if (access.subject !== subject) throw new Refusal('not-allowed');
  if (expires * 1000 < Date.now()) throw new Refusal('link-expired');
  return sendFile(http, url, request);
}

async function authorized(
  { authorize }: ProxyOptions,
  request: Request,
  asked: Asked,
  learn: (known: Known) => void,
): Promise<Access> {
  const access = await authorize(request, asked);
  if (access === 403) throw new Refusal('not-allowed');
  // Whatever is no access lets nobody in: a callback that forgets to answer, too.
  if (typeof access !== 'object' || access === null) throw new Refusal('not-signed-in');
  if (access.subject !== undefined) learn({ subject: access.subject });
  return access;
}

async function keyFor({ token }: ProxyOptions, access: Access): Promise<string> {
  const key = typeof token === 'string' ? token : await token(access);
  // A shorter one could not be taken out of answers without spoiling them.
  if (typeof key !== 'string' || !/^[\x21-\x7e]{6,}$/.test(key)) throw new Refusal('no-key');
  return key;
}

function checked(options: ProxyOptions): Setup {
  const { vendor, secret, prefix = '', fileLifetime = 300, fileHosts, timeout = 30 } = options;
  const calls = options.allow ?? (vendor && VENDORS[vendor]);
  const address = options.upstream ?? (vendor && UPSTREAMS[vendor]) ?? '';
  if (!calls) throw new TypeError('A proxy needs a vendor, or calls to allow.');
  if (typeof options.authorize !== 'function') throw new TypeError('A proxy needs authorize().');
  if (secret !== undefined && secret.length < 16) throw new TypeError('The secret is too short.');
  if (!/^(\/[\w.~-]+)*$/.test(prefix))
    throw new TypeError('The prefix is a path such as /api/inbox.');
  const upstream = URL.canParse(address) ? new URL(address) : undefined;
  const { username, password, search, hash } = upstream ?? {};
  if (!upstream || username || password || search || hash || !/^https?:$/.test(upstream.protocol)) {
    throw new TypeError('The upstream is an http or https URL without credentials or parameters.');
  }
  // A timer can wait that long, which is 24 days.
  if (!(timeout > 0 && timeout < 2 ** 31 / 1000)) throw new TypeError('The timeout is in seconds.');
  if (!(fileLifetime > 0 && fileLifetime < 1e9))
    throw new TypeError('The lifetime of links is in seconds.');
  const seal = createSeal(`${prefix} ${upstream.href}`, secret);
  return {
    options,
    calls,
    // Looked up at each request, so that a test or a monitor may replace it.
    http: { fetch: options.fetch ?? ((...request) => fetch(...request)), timeout },
    files: { upstream, prefix, seal, lifetime: fileLifetime, hosts: fileHosts },
  };
}
