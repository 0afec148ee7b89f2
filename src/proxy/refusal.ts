/** Answers that are no success. Their words are the proxy's own, so that they give nothing away. */
import { json } from './response.js';

const REFUSALS = {
  'bad-path': [400, 'This address is not possible.'],
  'bad-parameter': [400, 'A parameter is not possible here.'],
  'not-signed-in': [401, 'Nobody is signed in, or the session has ended.'],
  'not-allowed': [403, 'This is not allowed here.'],
  'foreign-origin': [403, 'Other sites cannot read this.'],
  'not-found': [404, 'There is nothing here.'],
  'bad-method': [405, 'Only reading is possible here.'],
  'link-expired': [410, 'The link has expired.'],
  'body-not-possible': [413, 'A request without a body is needed here.'],
  'address-too-long': [414, 'The address is too long.'],
  'bad-range': [416, 'One range of bytes is possible at a time.'],
  // Nobody reads this; the log is to tell it from an upstream that fails.
  'reader-left': [499, 'The reader has left.'],
  'no-key': [500, 'This server has no key that can be used.'],
  'proxy-failed': [500, 'This server could not do it.'],
  'upstream-key-refused': [502, 'The upstream server does not accept the key of this server.'],
  'upstream-failed': [502, 'The upstream server failed.'],
  'upstream-not-reached': [502, 'The upstream server could not be reached.'],
  'upstream-not-understood': [502, 'The upstream server did not answer with data.'],
  'upstream-too-large': [502, 'The upstream server answered with too much.'],
  'upstream-busy': [503, 'The upstream server asks for patience.'],
  'upstream-refused': [502, 'The upstream server does not take this request.'],
  'upstream-slow': [504, 'The upstream server took too long.'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalFacts {
  /** Default: that of the code. */
  readonly status?: number;
  /** Default: the words of the code. */
  readonly message?: string;
  /** Further fields of the error. */
  readonly about?: object;
  readonly headers?: HeadersInit;
}

/** Ends a request, from wherever the reason is found. */
export class Refusal extends Error {
  readonly response: Response;

  constructor(
    readonly code: RefusalCode,
    facts: RefusalFacts = {},
  ) {
    const [ownStatus, words] = REFUSALS[code];
    const { status = ownStatus, message = words, about, headers } = facts;
    super(message);
    this.response = json(status, { error: { code, message, ...about } }, headers);
  }
}
