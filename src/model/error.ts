/**
 * Errors are values with a kind. The elements turn the kind into words and a way out, so a provider
 * should pick the kind that names what the reader can do about it.
 */
export type ErrorKind =
  /** The credential is missing, invalid or expired. */
  | 'unauthorized'
  /** The credential is valid but may not do this. */
  | 'forbidden'
  | 'not-found'
  /** Too many requests; see `retryAfter`. */
  | 'rate-limited'
  /** The server refused the request as malformed; see `details`. */
  | 'invalid-request'
  | 'conflict'
  /** The server could not be reached, or the connection broke. */
  | 'network'
  /** The browser itself is offline. */
  | 'offline'
  | 'timeout'
  /** The server failed (5xx). Also the kind of anything unknown that is thrown. */
  | 'server'
  /** The answer is not what the contract promises, for example HTML instead of JSON. */
  | 'invalid-response'
  /** The caller gave up; never shown. */
  | 'aborted';

/** Facts about a failure that help the reader or support. Never a credential, never a URL. */
export interface ErrorFacts {
  /** The vendor's stable error code. */
  readonly code?: string;
  /** The vendor's request id, shown to the reader so that support can be asked. */
  readonly requestId?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Seconds until another attempt makes sense. */
  readonly retryAfter?: number;
  /** Field → reason, shown at the filter field it names. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * Recognised by `name` and `kind`, never by `instanceof`: two bundles may share a page. Any `Error`
 * with these two fields will do; `providerError()` makes one.
 */
export interface ProviderError extends Error, ErrorFacts {
  readonly name: 'ProviderError';
  readonly kind: ErrorKind;
}

/** Makes a `ProviderError`. `message` is for people and is shown as text. */
export function providerError(
  kind: ErrorKind,
  message: string,
  facts: ErrorFacts & { readonly cause?: unknown } = {},
): ProviderError {
  const { cause, ...rest } = facts;
  const error = new Error(message, cause === undefined ? undefined : { cause });
  return Object.assign(error, { name: 'ProviderError' as const, kind }, rest);
}

export function isProviderError(value: unknown): value is ProviderError {
  return value instanceof Error || (typeof value === 'object' && value !== null)
    ? (value as ProviderError).name === 'ProviderError' &&
        typeof (value as ProviderError).kind === 'string'
    : false;
}

/** Turns whatever was thrown into a `ProviderError`; an `AbortError` becomes `aborted`. */
export function toProviderError(thrown: unknown): ProviderError {
  if (isProviderError(thrown)) return thrown;
  const { name, message } = (thrown ?? {}) as { name?: unknown; message?: unknown };
  if (name === 'AbortError') return providerError('aborted', 'Aborted', { cause: thrown });
  const text = typeof message === 'string' && message ? message : 'The provider failed.';
  return providerError('server', text, { cause: thrown });
}
