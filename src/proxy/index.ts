/** `conversation-inbox/proxy`: reads conversations for a page with a key that stays on the server. */
export { createProxyHandler } from './handler.js';
export type { ProxyHandler, ProxyOptions } from './handler.js';
export { toNodeHandler } from './node.js';
export type { NodeHandler, NodeRequest, NodeResponse } from './node.js';
export type {
  Access,
  Asked,
  Narrowing,
  ProxyCall,
  ProxyEntry,
  ProxyFile,
  ProxyParam,
  Refused,
} from './types.js';
export { VENDORS } from './vendors.js';
export type { Vendor } from './vendors.js';
