/**
 * The list endpoint as the contract describes it, over rows in memory: newest first, a cursor that
 * is a bare timestamp, compared at the precision it is printed with.
 */
export interface SimulatedRow {
  readonly id: string;
  /** Microseconds since 1970. */
  readonly time: bigint;
}

export interface SimulatedOptions {
  readonly rows: readonly SimulatedRow[];
  readonly bound: 'exclusive' | 'inclusive';
  readonly precision: 'seconds' | 'milliseconds' | 'microseconds';
  /** Prints no fraction for zero microseconds, as Python does. */
  readonly shortZero?: boolean;
  readonly suffix?: string;
}

export interface SimulatedApi {
  readonly fetch: typeof fetch;
  readonly requests: URL[];
  insertAtTop(rows: readonly SimulatedRow[]): void;
}

const UNITS = { seconds: 1_000_000n, milliseconds: 1000n, microseconds: 1n };
const DIGITS = { seconds: 0, milliseconds: 3, microseconds: 6 };

export function simulateApi(options: SimulatedOptions): SimulatedApi {
  const { bound, precision, shortZero = true, suffix = '+00:00' } = options;
  const offset = offsetOf(suffix);
  const printed = (time: bigint) => time - (time % UNITS[precision]);
  let rows = [...options.rows].sort((a, b) => (printed(a.time) < printed(b.time) ? 1 : -1));
  const requests: URL[] = [];

  function print(time: bigint): string {
    const local = printed(time) + offset;
    const fraction = local % 1_000_000n;
    const start = new Date(Number((local - fraction) / 1000n)).toISOString().slice(0, 19);
    const digits = DIGITS[precision];
    if (digits === 0 || (fraction === 0n && shortZero)) return start + suffix;
    return `${start}.${String(fraction).padStart(6, '0').slice(0, digits)}${suffix}`;
  }

  const answer = (url: URL): unknown => {
    const limit = Number(url.searchParams.get('limit'));
    if (!(limit >= 1 && limit <= 1000)) return { detail: 'limit' };
    const cursor = url.searchParams.get('cursor');
    const before = cursor === null ? undefined : read(atob(cursor), offset, suffix);
    return rows
      .filter(({ time }) => {
        if (before === undefined) return true;
        return bound === 'inclusive' ? printed(time) <= before : printed(time) < before;
      })
      .slice(0, limit)
      .map(({ id, time }) => ({ id, created_at: print(time), status: 'completed' }));
  };

  return {
    requests,
    fetch: async (input) => {
      const url = new URL(String(input));
      requests.push(url);
      const body = answer(url);
      return new Response(JSON.stringify(body), { status: Array.isArray(body) ? 200 : 422 });
    },
    insertAtTop(more) {
      rows = [...more, ...rows].sort((a, b) => (printed(a.time) < printed(b.time) ? 1 : -1));
    },
  };
}

function offsetOf(suffix: string): bigint {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(suffix);
  if (!match) return 0n;
  const minutes = BigInt(Number(match[2]) * 60 + Number(match[3]));
  return (match[1] === '-' ? -minutes : minutes) * 60_000_000n;
}

function read(text: string, offset: bigint, suffix: string): bigint {
  if (!text.endsWith(suffix)) throw new Error(`The offset was not kept: ${text}`);
  const clock = text.slice(0, text.length - suffix.length);
  const [start = '', fraction = ''] = clock.split('.');
  const local = BigInt(Date.parse(`${start}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
  return local - offset;
}
