/**
 * Both lists as the contract describes them, over rows in memory: newest first, conversations behind
 * a cursor, calls in numbered pages that shift under whatever is added or taken away.
 */
export interface SimulatedRow {
  readonly id: number;
  /** Seconds since 1970. */
  readonly time: number;
}

export interface SimulatedApi {
  readonly fetch: typeof fetch;
  readonly requests: URL[];
  /** Newest first, in the server's own order. */
  readonly conversations: SimulatedRow[];
  readonly calls: SimulatedRow[];
}

export function simulateApi(
  conversations: readonly SimulatedRow[],
  calls: readonly SimulatedRow[],
): SimulatedApi {
  const api = { conversations: [...conversations], calls: [...calls], requests: [] as URL[] };
  const written = (url: URL) => {
    const size = Number(url.searchParams.get('per_page'));
    const [, time, id] = /^(\d+)\.(\d+)$/.exec(url.searchParams.get('cursor') ?? '') ?? [];
    const after = api.conversations.filter(
      (row) =>
        time === undefined ||
        row.time < Number(time) ||
        (row.time === Number(time) && row.id < Number(id)),
    );
    const last = after.length > size ? (after[size - 1] as SimulatedRow) : undefined;
    return {
      data: after.slice(0, size).map(print),
      next_cursor: last ? `${last.time}.${last.id}` : null,
    };
  };
  const called = (url: URL) => {
    const size = Number(url.searchParams.get('per_page'));
    const page = Number(url.searchParams.get('page'));
    return {
      current_page: page,
      data: api.calls.slice((page - 1) * size, page * size).map(print),
      last_page: Math.max(1, Math.ceil(api.calls.length / size)),
      per_page: size,
      total: api.calls.length,
    };
  };
  return {
    ...api,
    fetch: async (input) => {
      const url = new URL(String(input));
      api.requests.push(url);
      const body = url.pathname.endsWith('/user/calls') ? called(url) : written(url);
      return new Response(JSON.stringify(body));
    },
  };
}

function print({ id, time }: SimulatedRow) {
  const text = new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return { id, created_at: text, updated_at: text };
}

/** Newest first, ties by id, as the server lists them. */
export function inOrder(rows: readonly SimulatedRow[]): SimulatedRow[] {
  return [...rows].sort((a, b) => b.time - a.time || b.id - a.id);
}
