/** The demo as a whole on one origin: pages, script-tag file, reference API and proxy. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi, type Api, type ApiOptions } from './api/server.js';
import { buildSite, type SiteFile, type SiteFiles } from './site-build.js';
import { createProxy, type Upstream } from './site-proxy.js';
import { createTurns } from './site-turns.js';

export interface SiteOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** The generated conversations, unless there is an `upstream`. */
  readonly api?: ApiOptions;
  /** Somebody's own conversations instead of generated ones. Its key stays in this process. */
  readonly upstream?: Upstream;
}

export interface Site {
  /** `http://localhost:<port>`, without a slash at the end. */
  readonly url: string;
  /** The reference API; absent with an `upstream`. */
  readonly api?: Api;
  close(): Promise<void>;
}

/** What the pages have to know about the server; served as `/site.json`. */
export interface SiteInfo {
  readonly source: 'reference' | 'upstream';
}

/** The credential of the demo's own data, known to everybody who reads this. */
const DEMO_KEY = 'ak_demo.sensitive';

/**
 * Listens on this machine only, then builds and fills; requests that come meanwhile wait. Resolves
 * when it answers, rejects when the port is taken (code `EADDRINUSE`).
 */
export async function startSite({ port = 0, api, upstream }: SiteOptions = {}): Promise<Site> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  const made = prepare({ port: own, api, upstream });
  server.on('request', (request, response) => {
    made.then(
      ({ handle }) => handle(request, response),
      () => response.destroy(),
    );
  });
  try {
    const parts = await made;
    const close = () => stop(server, parts.api);
    return { url: `http://localhost:${own}`, ...(parts.api ? { api: parts.api } : {}), close };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

interface Parts {
  readonly api?: Api;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

async function prepare({ port, api: options, upstream }: SiteOptions): Promise<Parts> {
  const [files, api] = await Promise.all([
    buildSite(),
    // A relative address leads back to whatever name the page was opened under.
    upstream ? undefined : createApi({ recordingPath: '/', ...options }),
  ]);
  const own: Upstream = { baseUrl: `http://127.0.0.1:${port}`, key: DEMO_KEY };
  const turns = createTurns(upstream ?? own);
  const proxy = createProxy({ ...(upstream ?? own), prefix: '/proxy' });
  const info: SiteInfo = { source: upstream ? 'upstream' : 'reference' };
  const all: SiteFiles = new Map([
    ...files,
    ['/site.json', { type: 'application/json', body: JSON.stringify(info) }],
  ]);
  return {
    ...(api ? { api } : {}),
    handle(request, response) {
      if (upstream && !isOwnName(request.headers.host, port)) return refuseName(response);
      if (proxy(request, response) || turns(request, response)) return;
      if (api?.handle(request, response)) return;
      // Only the upstream knows on which servers its recordings lie.
      const foreignMedia = upstream ? 'https:' : api?.mediaOrigin(request);
      serveFile(all, request, response, policy(foreignMedia));
    },
  };
}

/**
 * A foreign web page whose name suddenly leads to this machine could read through the proxy as if it
 * were the demo; the name it was opened under gives it away.
 */
function isOwnName(host: string | undefined, port: number | undefined): boolean {
  return host === `localhost:${port}` || host === `127.0.0.1:${port}`;
}

function refuseName(response: ServerResponse): void {
  response.writeHead(421, { 'Content-Type': 'text/plain' }).end('Open this as localhost.\n');
}

function serveFile(
  files: SiteFiles,
  request: IncomingMessage,
  response: ServerResponse,
  securityPolicy: string,
): void {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const [path = ''] = (request.url ?? '').split('?');
  const file = files.get(path);
  const status = !reading ? 405 : file ? 200 : 404;
  const { type, body }: SiteFile =
    reading && file ? file : { type: 'text/plain', body: reading ? 'Not found\n' : 'Only GET\n' };
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Security-Policy': securityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // A demo that was started anew must not show the scripts of the last one. Not `no-store`: pages
    // would stay out of the back/forward cache.
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** @param foreignMedia where recordings may come from beside the pages' own origin. */
function policy(foreignMedia: string | undefined): string {
  return [
    "default-src 'self'",
    // Images that came with an email; those on other servers stay out.
    "img-src 'self' data: blob:",
    // A recording that is kept in memory, because its server lets nothing be sought, is a `blob:`.
    ["media-src 'self' blob:", ...(foreignMedia ? [foreignMedia] : [])].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html conversation-inbox',
  ].join('; ');
}

async function stop(server: Server, api?: Api): Promise<void> {
  await api?.close();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
