/** The envelope around every answer. Pure. */
import { providerError } from '../../model/index.js';
import { httpError } from '../http-error.js';
import { asObject } from '../json.js';

export interface Page {
  readonly rows: readonly unknown[];
  /** As it came; absent on the last page. */
  readonly nextCursor?: string;
}

/** What an error stands for that comes with a status of success. */
const STATUSES: Readonly<Record<string, number>> = {
  INVALID_INPUT: 400,
  VALIDATION_FAILED: 422,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
};

/**
 * The rows of a page. `total` and `offset` are never looked at: the vendor's own example has them wrong.
 *
 * Throws `invalid-response` when it cannot be told whether there is more: a list that ends too early
 * looks like one that is whole.
 */
export function readPage(path: string, body: unknown): Page {
  const { success, data, meta, error } = asObject(body);
  if (success === false || (error != null && success !== true)) throw refusal(body);
  const { next_cursor: next } = asObject(meta);
  if (!Array.isArray(data) || (next !== null && !(typeof next === 'string' && next))) {
    throw providerError('invalid-response', `${path} did not answer with a page.`);
  }
  return { rows: data, ...(typeof next === 'string' ? { nextCursor: next } : {}) };
}

function refusal(body: unknown) {
  const { code } = asObject(asObject(body)['error']);
  const known = typeof code === 'string' && Object.hasOwn(STATUSES, code) ? STATUSES[code]! : 200;
  const error = httpError(known, new Headers(), JSON.stringify(body), 0);
  return Object.assign(error, { status: 200 });
}
