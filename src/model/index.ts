export type * from './conversation.js';
export type * from './provider.js';
export type * from './recording.js';
export type * from './transcript.js';
export type { ErrorFacts, ErrorKind, ProviderError } from './error.js';
export { isProviderError, providerError, toProviderError } from './error.js';
export type { Query, QueryKey } from './query.js';
export { EMPTY_QUERY, sameQuery } from './query.js';
