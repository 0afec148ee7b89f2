import { providerError } from '../model/index.js';

/** Resolves after `seconds`; rejects as soon as the signal aborts. */
export type Sleep = (seconds: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (seconds, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passes = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    });
  return untilAborted(passes, signal).finally(() => clearTimeout(timer));
};

/** What `run` brings, or a rejection with kind `aborted` as soon as the signal aborts. */
export function untilAborted<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(aborted());
    const stop = () => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Runs with a signal that aborts with `outer` (kind `aborted`) or after `seconds` (kind `timeout`),
 * whichever comes first; what ignores the signal is left behind.
 */
export async function withinTime<T>(
  run: (signal: AbortSignal) => Promise<T>,
  seconds: number,
  wait: Sleep,
  outer?: AbortSignal,
): Promise<T> {
  if (outer?.aborted) throw aborted();
  const inner = new AbortController();
  const stop = () => inner.abort();
  let timedOut = false;
  outer?.addEventListener('abort', stop, { once: true });
  wait(seconds, inner.signal).then(
    () => {
      timedOut = true;
      stop();
    },
    () => undefined,
  );
  try {
    return await untilAborted(() => run(inner.signal), inner.signal);
  } catch (thrown) {
    if (outer?.aborted) throw aborted();
    if (timedOut) throw providerError('timeout', `No answer within ${seconds} seconds.`);
    throw thrown;
  } finally {
    outer?.removeEventListener('abort', stop);
    stop();
  }
}

export function aborted() {
  return providerError('aborted', 'Aborted');
}
