/** How the bytes of a recording leave: all at once, throttled, or not all of them. */
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { MediaPlan } from './media-modes.js';

/** Bytes made per step: about two seconds of sound. */
const STEP = 65_536;
/** Of 16-bit stereo at 8000 Hz. */
const BYTES_PER_SECOND = 32_000;
/** How often a throttled answer sends something. */
const STEPS_PER_SECOND = 10;
/**
 * Milliseconds between the last bytes and the break: a browser that hears of a break throws away what it
 * has received and not read yet, and a sound of which it has read nothing has failed for good.
 */
const READ = 300;

/** Sends the bytes from `first` to `last`, both included, in the manner of the plan. */
export async function sendBytes(
  response: ServerResponse,
  bytes: (first: number, last: number) => Buffer,
  { first, last }: { readonly first: number; readonly last: number },
  plan: MediaPlan,
): Promise<void> {
  const { mode, seconds = 8 } = plan;
  const breaksOff = mode === 'cut' || mode === 'stall';
  const most = breaksOff ? Math.round(seconds * BYTES_PER_SECOND) : Infinity;
  const end = Math.min(last + 1, first + most);
  const rate = rateOf(plan);
  const step = Math.min(STEP, Math.ceil(rate / STEPS_PER_SECOND));
  const startedAt = performance.now();
  response.flushHeaders();
  for (let at = first; at < end; at += step) {
    // Computed from the start, so that late timers do not add up.
    const early = startedAt + ((at - first) / rate) * 1000 - performance.now();
    if (early > 0) await delay(early);
    // A listener who seeks closes the connection in the middle: nothing more is made then, and
    // that is no error.
    if (!(await sent(response, bytes(at, Math.min(end, at + step) - 1)))) return;
  }
  if (end === last + 1) response.end();
  else if (mode === 'cut') {
    await delay(READ);
    response.destroy();
  }
}

function rateOf({ mode, bytesPerSecond }: MediaPlan): number {
  return bytesPerSecond ?? (mode === 'slow' ? BYTES_PER_SECOND * 1.2 : Infinity);
}

/** Resolves when the bytes have left; false when nobody takes them any more. */
function sent(response: ServerResponse, bytes: Buffer): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    response.write(bytes, (error) => resolve(!error));
  });
}
