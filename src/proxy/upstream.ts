/** Talks to the upstream. Nothing of what it says reaches the page but data, and errors in plain words. */
import { httpError, retryAfter } from '../providers/http-error.js';
import { asObject, parseJson } from '../providers/json.js';
import { Refusal, type RefusalCode } from './refusal.js';

export interface Upstream {
  readonly fetch: typeof fetch;
  /** Seconds for one request, until its answer has come; for files, until it begins. */
  readonly timeout: number;
}

/** An answer of the upstream: data, and the id to ask its support about. */
export interface Data {
  readonly body: unknown;
  readonly headers: Headers;
}

/** More than the longest transcripts; a server that sends on and on must not fill the memory. */
const MOST_BYTES = 32_000_000;

/** The data of a GET. Throws a `Refusal` for everything else. */
export async function getData(
  upstream: Upstream,
  url: string,
  key: string,
  headers: Headers,
  signal: AbortSignal,
): Promise<Data> {
  return inTime(upstream, signal, async (limit) => {
    const response = await upstream.fetch(url, { headers, redirect: 'manual', signal: limit });
    const text = (await textOf(response)).replace(patternOf(key), '…');
    const { status, headers: told } = response;
    if (status !== 200) throw failure(status, told, text, new URL(url).hostname);
    const body = parseJson(text);
    const passed = passedOn(told);
    if (body === undefined) throw new Refusal('upstream-not-understood', { headers: passed });
    const { success, status: stated } = asObject(body);
    // Nothing of an error is shown that calls itself a success.
    if (success === false || stated === false)
      throw new Refusal('upstream-failed', { headers: passed });
    return { body, headers: passed };
  });
}

/** Runs with a signal that also aborts when it takes too long, and says in fixed words what failed. */
export async function inTime<T>(
  { timeout }: Upstream,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeout * 1000);
  try {
    return await run(AbortSignal.any([signal, late.signal]));
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    if (signal.aborted) throw new Refusal('reader-left');
    // What was thrown may name hosts and ports.
    throw new Refusal(late.signal.aborted ? 'upstream-slow' : 'upstream-not-reached');
  } finally {
    clearTimeout(timer);
  }
}

/** The key as JSON may write it: `/` also as `\/`, every character also by its number. */
function patternOf(key: string): RegExp {
  const parts = Array.from(key, (letter) => {
    const itself = /\w/.test(letter) ? letter : `\\${letter}`;
    const escaped = /["/\\]/.test(letter) ? `\\\\?${itself}` : itself;
    return `(?:${escaped}|\\\\u00${letter.charCodeAt(0).toString(16)})`;
  });
  return new RegExp(parts.join(''), 'gi');
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refusal('upstream-too-large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Errors that the reader or the adapter can do something about, and what they are called here. */
const PASSED: Readonly<Record<number, string>> = {
  400: 'The upstream server does not take this request.',
  403: 'The key of this server may not do this.',
  409: 'This is not possible now.',
  422: 'The upstream server does not take this request.',
  429: 'There were too many requests.',
};

/** @param text with the key taken out of it. */
function failure(status: number, headers: Headers, text: string, host: string): Refusal {
  const found = httpError(status, headers, text, Date.now());
  const { code = '', requestId = '', details = {}, message } = found;
  const isPlain = (words: string) => !words.toLowerCase().includes(host) && !INTERNAL.test(words);
  const about = {
    ...(/^\w{1,60}$/.test(code) && { code }),
    ...(REQUEST_ID.test(requestId) && { request_id: requestId }),
  };
  const extra = { about, headers: passedOn(headers) };
  // In the words for what somebody may not see, so that nobody learns from them what there is.
  if (status === 404 || status === 410) return new Refusal('not-found', { headers: extra.headers });
  const words = PASSED[status];
  if (words === undefined) return new Refusal(codeFor(status), extra);
  const reasons = Object.entries(details).filter((entry) => entry.every(isPlain));
  return new Refusal('upstream-refused', {
    ...extra,
    status,
    message: isPlain(message) ? message : words,
    about: { ...about, ...(reasons.length > 0 && { details: Object.fromEntries(reasons) }) },
  });
}

/** Addresses, paths, what programs print when they fail, and a place where the key stood. */
const INTERNAL =
  /:\/\/|\\|\w:\d{4,5}\b|\be(conn|notfound|hostunreach|ai_again|timedout)|[\w-]\.(js|ts|py|php|rb|go|java|cs)\b|\b(exception|traceback|stack|sql)|(^|\s)at \S+[:(]|(^|\s)\/\w+\/|\d+\.\d+\.\d+\.\d+|…/i;
const REQUEST_ID = /^[\w.:-]{1,100}$/;

function codeFor(status: number): RefusalCode {
  if (status === 401) return 'upstream-key-refused';
  if (status === 503) return 'upstream-busy';
  return status === 504 || status === 408 ? 'upstream-slow' : 'upstream-failed';
}

/** Seconds: a day. More is no number that anybody waits for, and may be none that can be written. */
const LONGEST_WAIT = 86_400;

/** What adapters act on, in the form that it has to have. */
function passedOn(headers: Headers): Headers {
  const passed = new Headers();
  const id = headers.get('X-Request-Id') ?? '';
  if (REQUEST_ID.test(id)) passed.set('X-Request-Id', id);
  const seconds = retryAfter(headers, Date.now());
  if (seconds !== undefined) {
    passed.set('Retry-After', String(Math.min(Math.ceil(seconds), LONGEST_WAIT)));
  }
  return passed;
}
