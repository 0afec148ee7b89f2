/** The reader's query as parameters of `GET /v1/conversations`. Pure. */
import { providerError } from '../../model/index.js';
import type { Capabilities, ProviderError, Query, QueryKey } from '../../model/index.js';

/** Query key → parameter. */
const PARAMETERS = {
  caller: 'contact_number',
  numberId: 'phone_number_id',
  optedIn: 'opted_in',
  updatedAfter: 'since',
} as const satisfies Partial<Record<QueryKey, string>>;

/** One of the organization's own numbers. */
export interface OwnNumber {
  /** Its `phone_number_id`. */
  readonly id: string;
  /** What the reader chooses it by. */
  readonly label: string;
}

/** @param numbers To choose from, where the host knows them: an id is nothing that people type. */
export function filters(numbers: readonly OwnNumber[] = []): Capabilities['filters'] {
  const options = numbers.map(({ id, label }) => ({ value: id, label }));
  return {
    caller: 'one',
    numberId: options.length > 0 ? { values: 'one', options } : 'one',
    optedIn: 'one',
    updatedAfter: 'one',
  };
}

/**
 * Throws `invalid-request`, naming the filter, for what the API cannot do: nothing is filtered here
 * behind the server's back, and no filter is dropped in silence.
 */
export function queryParams(query: Query): Record<string, string | undefined> {
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || Object.hasOwn(PARAMETERS, key)) continue;
    const reason = 'These conversations cannot be filtered by this.';
    throw providerError('invalid-request', reason, { details: { [key]: reason } });
  }
  return Object.fromEntries(
    Object.entries(PARAMETERS).map(([key, name]) => {
      const value = query[key as keyof typeof PARAMETERS];
      return [name, value === undefined || value === '' ? undefined : String(value)];
    }),
  );
}

/** The server names its own parameters; the reader sees the reason at the filter. */
export function withQueryKeys(error: ProviderError): ProviderError {
  if (!error.details) return error;
  const keys: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(PARAMETERS).map(([key, name]) => [name, key]),
  );
  const entries = Object.entries(error.details).map(([name, reason]) => [
    Object.hasOwn(keys, name) ? keys[name] : name,
    reason,
  ]);
  return Object.assign(error, { details: Object.fromEntries(entries) });
}
