/** Conversations in list order, and whoever watches them. */
import type { Capabilities, Conversation, ListChange, Query } from '../../model/index.js';
import { createStream } from './stream.js';
import type { Stream } from './stream.js';
import { matches, updatedAt } from './match.js';

/** A place in the list, whether or not a conversation is there any more. */
export type Place = Pick<Conversation, 'id' | 'at'>;

export interface Store {
  get(id: string): Conversation | undefined;
  /** Up to `count` conversations that the query asks for, from after the place. */
  after(place: Place | undefined, count: number, query: Query): Conversation[];
  put(conversations: readonly Conversation[]): void;
  remove(ids: readonly string[]): void;
  watch(query: Query, since: string | undefined, signal: AbortSignal): AsyncIterable<ListChange>;
}

export function createStore(
  conversations: readonly Conversation[],
  filters: Capabilities['filters'],
): Store {
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const watchers = new Set<{ readonly query: Query; readonly stream: Stream<ListChange> }>();
  let sorted: readonly Conversation[] | undefined;

  const inOrder = () => (sorted ??= newestFirst([...byId.values()]));
  const askedBy = (query: Query) => (one: Conversation) => matches(one, query, filters);

  /** Tells each watcher what came or stayed in its list and what left it. */
  function tell(before: readonly Conversation[], now: readonly Conversation[]): void {
    sorted = undefined;
    for (const { query, stream } of watchers) {
      const items = now.filter(askedBy(query));
      const held = new Set(items.map(({ id }) => id));
      const left = before.filter((one) => askedBy(query)(one) && !held.has(one.id));
      if (items.length) stream.send({ type: 'upsert', items });
      if (left.length) stream.send({ type: 'remove', ids: left.map(({ id }) => id) });
    }
  }

  const heldOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);

  return {
    get: (id) => byId.get(id),
    after(place, count, query) {
      const rows = inOrder();
      const found: Conversation[] = [];
      for (let at = place ? indexAfter(rows, place) : 0; at < rows.length; at += 1) {
        const one = rows[at] as Conversation;
        if (found.length === count) break;
        if (askedBy(query)(one)) found.push(one);
      }
      return found;
    },
    put(pushed) {
      const before = heldOf(pushed.map(({ id }) => id));
      for (const one of pushed) byId.set(one.id, one);
      tell(before, pushed);
    },
    remove(ids) {
      const gone = heldOf(ids);
      for (const { id } of gone) byId.delete(id);
      tell(gone, []);
    },
    watch(query, since, signal) {
      const stream = createStream<ListChange>(signal);
      const changed = inOrder().filter((one) => since && updatedAt(one) > Date.parse(since));
      const items = changed.filter(askedBy(query));
      if (items.length) stream.send({ type: 'upsert', items });
      const watcher = { query, stream };
      if (!signal.aborted) watchers.add(watcher);
      signal.addEventListener('abort', () => watchers.delete(watcher), { once: true });
      return stream.values;
    },
  };
}

/** Each time is read once: there may be a hundred thousand. */
function newestFirst(conversations: readonly Conversation[]): Conversation[] {
  return conversations
    .map((one) => ({ one, id: one.id, time: timeOf(one) }))
    .sort((a, b) => compare(a, b))
    .map(({ one }) => one);
}

function indexAfter(rows: readonly Conversation[], place: Place): number {
  const wanted = { id: place.id, time: timeOf(place) };
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = rows[middle] as Conversation;
    if (compare({ id: one.id, time: timeOf(one) }, wanted) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Key {
  readonly id: string;
  readonly time: number;
}

/** Newest first; the id decides between equal times. */
function compare(a: Key, b: Key): number {
  if (a.time !== b.time) return a.time > b.time ? -1 : 1;
  return a.id > b.id ? -1 : a.id < b.id ? 1 : 0;
}

/** A time that cannot be read comes last. */
function timeOf({ at }: Place): number {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}
