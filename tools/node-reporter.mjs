/**
 * A reporter for `node --test` that boils a run down to `{ passed, failed, skipped }`, as JSON, for
 * `tools/test.mjs` to add up.
 *
 * @param {AsyncIterable<{ type: string, data: { message?: string, nesting?: number } }>} events
 */
export default async function* counts(events) {
  /** @type {Record<string, number>} */
  const totals = {};
  for await (const { type, data } of events) {
    // The runner closes with one line per total: "pass 12", "fail 0", "cancelled 0" …
    const [, key = '', value] = /^(\w+) (\d+)$/.exec(data.message ?? '') ?? [];
    if (type === 'test:diagnostic' && data.nesting === 0 && value) totals[key] = Number(value);
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield JSON.stringify({ passed: pass, failed: fail + cancelled, skipped: skipped + todo });
}
