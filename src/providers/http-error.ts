/** Turns an HTTP answer that is not a success into a `ProviderError`. Pure. */
import { providerError } from '../model/index.js';
import type { ErrorFacts, ErrorKind, ProviderError } from '../model/index.js';
import { asObject, parseJson } from './json.js';

const LONGEST_TEXT = 300;
const MOST_DETAILS = 20;

/**
 * @param text The body, with the credential already taken out of it.
 * @param now Milliseconds since 1970, to turn a `Retry-After` date into seconds.
 */
export function httpError(
  status: number,
  headers: Headers,
  text: string,
  now: number,
): ProviderError {
  const kind = kindOf(status);
  const body = asObject(parseJson(text));
  const envelope = asObject(body['error']);
  const details = detailsOf(body, envelope);
  const facts: ErrorFacts = {
    status,
    code: bounded(envelope['code'] ?? body['code']),
    requestId: bounded(headers.get('x-request-id') ?? envelope['request_id'] ?? body['request_id']),
    retryAfter: retryAfter(headers, now),
    details,
  };
  const words = wordsOf(body, envelope, text, details) ?? `The server answered with ${status}.`;
  return providerError(kind, words, withoutUndefined(facts));
}

/** Seconds until another attempt makes sense, from the number or the date form of the header. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

/** The request id as a fact of an error, when the server names one. */
export function requestIdFact(headers: Headers): ErrorFacts {
  return withoutUndefined({ requestId: bounded(headers.get('x-request-id')) });
}

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'server';
  return status >= 400 ? 'invalid-request' : 'invalid-response';
}

function wordsOf(
  body: Record<string, unknown>,
  envelope: Record<string, unknown>,
  text: string,
  details: Readonly<Record<string, string>> | undefined,
): string | undefined {
  for (const part of [body['detail'], envelope['message'], body['message'], body['error']]) {
    const words = bounded(part);
    if (words) return words;
  }
  const first = details && Object.entries(details)[0];
  if (first) return bounded(first.join(': '));
  // A page or an unknown object says nothing to a reader.
  const value = parseJson(text);
  if (typeof value === 'string') return bounded(value);
  return value !== undefined || /^\s*</.test(text) ? undefined : bounded(text);
}

/** Field → reason, from the shapes that APIs use for it. */
function detailsOf(
  body: Record<string, unknown>,
  envelope: Record<string, unknown>,
): Readonly<Record<string, string>> | undefined {
  const listed = [body['detail']].flat().map(asObject);
  const entries = [
    ...listed.map((entry): [string, unknown] => [fieldOf(entry['loc']), entry['msg']]),
    ...Object.entries({ ...asObject(envelope['details']), ...asObject(body['errors']) }),
  ]
    .slice(0, MOST_DETAILS)
    // Laravel gives several reasons for each field, of which the first is enough.
    .map(([field, reason]) => [bounded(field), bounded([reason].flat()[0])])
    .filter(([field, reason]) => field && reason);
  return entries.length ? (Object.fromEntries(entries) as Record<string, string>) : undefined;
}

/** `['query', 'limit']` names the field `limit`. */
function fieldOf(loc: unknown): string {
  const path = [loc].flat().filter((step) => typeof step === 'string' || typeof step === 'number');
  const inside = /^(query|body|path|header|cookie)$/.test(String(path[0])) && path.length > 1;
  return (inside ? path.slice(1) : path).join('.');
}

function bounded(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value)
    .slice(0, LONGEST_TEXT * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return cut.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, '') || undefined;
}

function withoutUndefined(facts: ErrorFacts): ErrorFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
