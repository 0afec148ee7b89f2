/** The demo as a whole on one origin: pages, script-tag file, reference API and proxy. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi, type Api, type ApiOptions } from './api/server.js';
import { buildSite, type SiteFile, type SiteFiles } from './site-build.js';
import { createProxies, type Upstreams } from './site-proxy.js';
import { createTurns } from './site-turns.js';

export interface SiteOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** The generated conversations, of every vendor that is not in `own`. */
  readonly api?: ApiOptions;
  /** Somebody's own conversations instead of generated ones. The keys stay in this process. */
  readonly own?: Upstreams;
  /**
   * The pages talk to the reference API itself, as a page without a proxy does. For tests of what only
   * such pages meet: servers of recordings on other origins.
   */
  readonly direct?: boolean;
}

export interface Site {
  /** `http://localhost:<port>`, without a slash at the end. */
  readonly url: string;
  /** The reference API. */
  readonly api: Api;
  close(): Promise<void>;
}

/** What the pages have to know about the server; served as `/site.json`. */
export interface SiteInfo {
  /** Of which vendors somebody's own conversations are shown. */
  readonly own: readonly string[];
  readonly direct: boolean;
}

/**
 * Listens on this machine only, then builds and fills; requests that come meanwhile wait. Resolves
 * when it answers, rejects when the port is taken (code `EADDRINUSE`).
 */
export async function startSite({ port = 0, ...options }: SiteOptions = {}): Promise<Site> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  const made = prepare(own, options);
  server.on('request', (request, response) => {
    made.then(
      ({ handle }) => handle(request, response),
      () => response.destroy(),
    );
  });
  try {
    const { api } = await made;
    return { url: `http://localhost:${own}`, api, close: () => stop(server, api) };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

interface Parts {
  readonly api: Api;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

async function prepare(
  port: number,
  { api: options, own = {}, direct = false }: Omit<SiteOptions, 'port'>,
): Promise<Parts> {
  const [files, api] = await Promise.all([
    buildSite(),
    // A relative address leads back to whatever name the page was opened under.
    createApi({ recordingPath: '/', ...options }),
  ]);
  const here = `http://127.0.0.1:${port}`;
  const turns = createTurns(`${here}/proxy/anyreach/core/conversations`);
  const proxies = createProxies(here, own);
  const info: SiteInfo = { own: Object.keys(own), direct };
  const all: SiteFiles = new Map([
    ...files,
    ['/site.json', { type: 'application/json', body: JSON.stringify(info) }],
  ]);
  return {
    api,
    handle(request, response) {
      if (info.own.length > 0 && !isOwnName(request.headers.host, port))
        return refuseName(response);
      if (proxies(request, response) || turns(request, response)) return;
      if (api.handle(request, response)) return;
      serveFile(all, request, response, policy(direct ? api.mediaOrigin(request) : undefined));
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
