/**
 * The proxies of the demo, one for each vendor: the pages talk to nothing else. Behind them are the
 * reference API, or somebody's own account with a key that only this process knows.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createProxyHandler,
  toNodeHandler,
  type Access,
  type Asked,
  type Vendor,
} from '../src/proxy/index.js';

/** Where conversations are, and the credential for them. */
export interface Upstream {
  readonly baseUrl: string;
  readonly key: string;
  /** Sent as `X-Anyreach-Org`, for keys that are not bound to one organization. */
  readonly organization?: string;
}

export type Upstreams = Readonly<Partial<Record<Vendor, Upstream>>>;

/** Handles a request if its path is one of the proxies'; answers false when it is not. */
export type Proxies = (request: IncomingMessage, response: ServerResponse) => boolean;

const VENDORS: readonly Vendor[] = ['anyreach', 'agentmessage', 'autocalls'];

/** Where the reference API has what is at a vendor's own address. */
const REFERENCE: Readonly<Record<Vendor, string>> = {
  anyreach: '',
  agentmessage: '',
  autocalls: '/autocalls',
};

/** The credentials of the generated conversations, known to everybody who reads this. */
const TOKENS: Readonly<Record<Vendor, (scope: string) => string>> = {
  anyreach: (scope) => `ak_demo.${scope}`,
  agentmessage: () => 'am_live_demo',
  autocalls: () => 'ac_demo',
};

/** @param reference The address of the reference API. */
export function createProxies(reference: string, own: Upstreams = {}): Proxies {
  const handlers = VENDORS.map((vendor) => {
    const prefix = `/proxy/${vendor}`;
    const upstream = own[vendor];
    const handler = upstream
      ? createProxyHandler({ ...ofAccount(upstream), vendor, prefix })
      : createProxyHandler({ ...ofReference(vendor, reference), vendor, prefix });
    return { prefix, handle: toNodeHandler(handler) };
  });
  return (request, response) => {
    const found = handlers.find(({ prefix }) => request.url?.startsWith(`${prefix}/`));
    if (found) void found.handle(request, response);
    return found !== undefined;
  };
}

/** There are no sessions here: whoever reaches this server, which only this machine does, may read. */
function ofAccount({ baseUrl, key, organization }: Upstream) {
  const access: Access = organization ? { headers: { 'X-Anyreach-Org': organization } } : {};
  return { upstream: baseUrl, token: key, authorize: () => access };
}

/** A page chooses what its reader may see: that shows what others see. A product asks its session. */
function ofReference(vendor: Vendor, reference: string) {
  return {
    upstream: reference + REFERENCE[vendor],
    token: ({ subject = '' }: Access) => TOKENS[vendor](subject),
    authorize: ({ headers }: Request, { subject }: Asked) => {
      const scope = headers.get('X-Demo-Scope') ?? subject ?? 'sensitive';
      return /^(sensitive|read|manage)$/.test(scope) ? { subject: scope } : (403 as const);
    },
  };
}
