import { ConversationList } from '../../src/list/conversation-list.js';
import type {
  ConversationListOptions,
  ListUpdate,
  LoadReport,
} from '../../src/list/conversation-list.js';
import type { Conversation, ProviderError, Query } from '../../src/model/index.js';
import { deferredProvider } from '../helpers/deferred-provider.js';
import type { DeferredOptions } from '../helpers/deferred-provider.js';
import { manualClock } from '../helpers/manual-clock.js';

const NEWEST = Date.UTC(2026, 0, 2);

/** Conversation number `n`; a higher number is older, by a minute each. */
export function row(n: number, extra: Partial<Conversation> = {}): Conversation {
  return {
    id: `c${n}`,
    at: new Date(NEWEST - n * 60_000).toISOString(),
    channel: 'phone',
    recording: 'none',
    transcript: 'none',
    ...extra,
  };
}

/** Conversations from one number to before another. */
export function rows(from: number, to: number): Conversation[] {
  return Array.from({ length: to - from }, (_, index) => row(from + index));
}

export function idsOf(list: ConversationList): string[] {
  return Array.from({ length: list.count }, (_, index) => list.rowAt(index)!.id);
}

export function ids(...numbers: number[]): string[] {
  return numbers.map((n) => `c${n}`);
}

interface FixtureOptions extends DeferredOptions {
  readonly pageSize?: number;
  readonly query?: Query;
  readonly later?: ConversationListOptions['later'];
}

/** A list with everything it calls back written down. Its later part is not there yet. */
export function listWith(options: FixtureOptions = {}) {
  const { pageSize = 10, query = {}, later, ...providerOptions } = options;
  const provider = deferredProvider(providerOptions);
  const clock = manualClock();
  const updates: ListUpdate[] = [];
  const reports: LoadReport[] = [];
  const failures: { error: ProviderError; willRetryIn: number | undefined }[] = [];
  const list = new ConversationList({
    changed: (update) => updates.push(update),
    loaded: (report) => reports.push(report),
    failed: (error, willRetryIn) => failures.push({ error, willRetryIn }),
    frame: clock.frame,
    after: clock.after,
    now: clock.now,
    random: () => 0.5,
    ...(later && { later }),
  });
  const source = { provider, query, pageSize };
  return { list, provider, clock, updates, reports, failures, source };
}

/** The same with its later part there. */
export async function readyList(options?: FixtureOptions) {
  const fixture = listWith(options);
  await fixture.list.ready();
  return fixture;
}

/** The same with its first page of ten there. `end`: there is no second. */
export async function loadedList(options: FixtureOptions & { end?: boolean } = {}) {
  const fixture = await readyList(options);
  fixture.list.load(fixture.source);
  await fixture.provider.last.resolve({
    items: rows(0, 10),
    ...(!options.end && { nextCursor: 'p1' }),
  });
  fixture.updates.length = 0;
  return fixture;
}

/** Two pages held, a third to come. */
export async function deepList(options: Parameters<typeof loadedList>[0] = {}) {
  const fixture = await loadedList(options);
  fixture.list.setEndInView(true);
  await fixture.provider.last.resolve({ items: rows(10, 20), nextCursor: 'p2' });
  fixture.list.setEndInView(false);
  fixture.updates.length = 0;
  return fixture;
}
