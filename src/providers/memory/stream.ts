/** Values handed to one reader in order, until the signal aborts. */
export interface Stream<T> {
  readonly values: AsyncIterable<T>;
  send(value: T): void;
}

export function createStream<T>(signal: AbortSignal): Stream<T> {
  const waiting: T[] = [];
  let wake = () => undefined as void;
  signal.addEventListener('abort', () => wake(), { once: true });

  async function* read() {
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    values: read(),
    send(value) {
      waiting.push(value);
      wake();
    },
  };
}
