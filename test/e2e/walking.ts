/** What tests that walk lists of the reference API have in common. */
import assert from 'node:assert/strict';
import type { Api, Fault } from '../../demo/api/server.js';
import type { ConversationProvider, ErrorKind, ProviderError } from '../../src/model/index.js';

export const NOW = '2026-03-01T00:00:00Z';

export type Server = Api & { readonly url: string };

/** A failure of the server, what the reader is told, and how often it takes an adapter to give up. */
export type Failure = readonly [fault: Fault, kind: ErrorKind, times: number];

export const FAILURES: readonly Failure[] = [
  [401, 'unauthorized', 1],
  [404, 'not-found', 1],
  [422, 'invalid-request', 1],
  [429, 'rate-limited', 1],
  [500, 'server', 3],
  ['cut', 'network', 3],
  ['html', 'invalid-response', 1],
  ['object', 'invalid-response', 1],
];

export function assertSameRows(actual: readonly string[], expected: readonly string[]): void {
  const seen = new Set(actual);
  const wanted = new Set(expected);
  assert.equal(seen.size, actual.length, 'a row was shown twice');
  assert.deepEqual(
    expected.filter((id) => !seen.has(id)),
    [],
    'rows are missing',
  );
  assert.deepEqual(
    actual.filter((id) => !wanted.has(id)),
    [],
    'rows that should not be there',
  );
}

/** The second page fails once as planned, with words that hold no secret, and comes when asked again. */
export async function assertSecondPageFails(
  { control }: Server,
  provider: ConversationProvider,
  [fault, kind, times]: Failure,
  pageSize: number,
): Promise<void> {
  const { signal } = new AbortController();
  const first = { query: {}, pageSize };
  const { items, nextCursor } = await provider.list(first, { signal });
  const second = { ...first, cursor: nextCursor };
  control.failNext(fault, times);
  const error = await provider.list(second, { signal }).then(
    () => assert.fail('It should have failed.'),
    (thrown: ProviderError) => thrown,
  );
  assert.equal(error.kind, kind);
  assert.equal(error.retryAfter, fault === 429 ? 1 : undefined);
  assert.ok(!/:\/\/|127\.0\.0\.1|(ac|ak|am)_/.test(error.message), error.message);
  assert.equal(control.state().faults.length, 0);
  const again = await provider.list(second, { signal });
  const held = new Set(items.map(({ id }) => id));
  assert.ok(again.items.some(({ id }) => !held.has(id)));
}
