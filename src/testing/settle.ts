import { toProviderError } from '../model/index.js';
import type { ErrorKind } from '../model/index.js';

export type Settled<T> =
  | { readonly value: T; readonly thrown?: undefined; readonly failed: false }
  | { readonly value?: undefined; readonly thrown: unknown; readonly failed: true };

/** How a call ends, one that throws before it promises anything included. */
export async function settled<T>(call: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await call(), failed: false };
  } catch (thrown) {
    return { thrown, failed: true };
  }
}

/** `undefined` when it has not come after so many seconds. */
export function within<T>(promise: Promise<T>, seconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), seconds * 1000);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The kind that the elements take something thrown for. */
export function kindOf(thrown: unknown): ErrorKind {
  return toProviderError(thrown).kind;
}

/** What was thrown, in the words of an error message. */
export function told(thrown: unknown): string {
  const { kind, message } = toProviderError(thrown);
  return `${kind} (${typeof thrown === 'string' ? thrown : message})`;
}
