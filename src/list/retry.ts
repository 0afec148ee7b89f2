import type { ErrorKind, ProviderError } from '../model/index.js';

/** Seconds. A provider's HTTP layer has retried quickly already, so these waits are long. */
const BACK_OFF = [5, 15, 45];
const LIMITED_TRIES = 5;
/** Seconds. A longer wait is not worth a countdown; the reader decides. */
const LONGEST_WAIT = 300;
const TEMPORARY: readonly ErrorKind[] = ['network', 'offline', 'timeout', 'server', 'rate-limited'];

/**
 * Seconds until a failed call is tried again without being asked, or `undefined` when only the
 * reader can help. `tries` automatic retries went before in a row. A wait the server names is kept
 * to; others are spread by a fifth either way, so that many pages do not come back at once.
 */
export function retryDelay(
  error: ProviderError,
  tries: number,
  random: () => number,
): number | undefined {
  if (!TEMPORARY.includes(error.kind)) return undefined;
  const named = error.retryAfter;
  if (typeof named === 'number' && Number.isFinite(named)) {
    return named <= LONGEST_WAIT && tries < LIMITED_TRIES ? Math.max(1, named) : undefined;
  }
  const wait = BACK_OFF[tries];
  return wait === undefined ? undefined : wait * (0.8 + 0.4 * random());
}
