/** What a provider may have beside `list`, `get` and `recording`. */
import type { Conversation, ConversationProvider, Turn, TurnsPage } from '../model/index.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import { conversationFaults } from './conversation-faults.js';
import { kindOf, settled, told, within } from './settle.js';
import { allRows } from './walk.js';

const MOST_PAGES = 1000;

/** Checks of the functions that are there. */
export function optionalClauses({ turns, watch, agents }: ConversationProvider): readonly Clause[] {
  return [
    ...(turns ? [{ name: 'brings every turn once, read down or up', holds: bringsTurns }] : []),
    ...(watch ? [{ name: 'stops watching when it is told to', holds: stopsWatching }] : []),
    ...(agents
      ? [{ name: 'lists all agents once, and finds them by a part of a name', holds: listsAgents }]
      : []),
  ];
}

async function bringsTurns(subject: Subject): Promise<void> {
  const rows = (await allRows(subject)).filter(({ transcript }) => transcript === 'available');
  const longest = [...rows].sort((a, b) => (b.messageCount ?? 0) - (a.messageCount ?? 0));
  if (longest.length === 0) {
    throw broken('No row has a transcript.', 'Test with a source that has some.');
  }
  for (const row of longest.slice(0, 3)) {
    const down = await turnsOf(subject.provider, row, 'start', 2);
    const up = await turnsOf(subject.provider, row, 'end', 2);
    const whole = await turnsOf(subject.provider, row, 'start', 1000);
    const where = `Conversation ${some([row.id])}`;
    if (down.length === 0) throw broken(`${where} has no turns.`, 'Its row says that it has some.');
    const twice = down.filter((id, index) => down.indexOf(id) !== index);
    if (twice.length > 0) throw broken(`${where} has the turns ${some(twice)} twice.`, ADVICE);
    for (const other of [up, whole]) {
      if (other.join('\n') === down.join('\n')) continue;
      throw broken(`${where} has the turns ${some(down)}, or else ${some(other)}.`, ADVICE);
    }
  }
}

const ADVICE = 'Every turn comes once and in reading order, with the same id each time.';

/** Ids of all turns in reading order, from where a reader begins to both sides. */
async function turnsOf(
  provider: ConversationProvider,
  { id }: Conversation,
  from: 'start' | 'end',
  pageSize: number,
): Promise<readonly string[]> {
  const used = new Set<string>();
  const page = async (cursor?: string): Promise<TurnsPage> => {
    if (cursor !== undefined && (used.has(cursor) || used.size > MOST_PAGES)) {
      throw broken(`The turns of ${some([id])} do not end.`, 'A cursor must not come again.');
    }
    if (cursor !== undefined) used.add(cursor);
    const { signal } = new AbortController();
    const request = { id, pageSize, from, ...(cursor !== undefined && { cursor }) };
    return provider.turns!(request, { signal });
  };
  const first = await page();
  const read: Turn[] = [...first.turns];
  for (let { before } = first; before !== undefined; ) {
    const above = await page(before);
    read.unshift(...above.turns);
    before = above.before;
  }
  for (let { after } = first; after !== undefined; ) {
    const below = await page(after);
    read.push(...below.turns);
    after = below.after;
  }
  return read.map((turn) => turn.id);
}

async function stopsWatching({ provider, options: { patience } }: Subject): Promise<void> {
  for (const isEarly of [true, false]) {
    const controller = new AbortController();
    if (isEarly) controller.abort();
    const changes = provider.watch!({ query: {} }, { signal: controller.signal });
    const end = settled(async () => {
      for await (const change of changes) void change;
    });
    const endedItself = !isEarly && (await within(end, 0)) !== undefined;
    if (endedItself) throw broken('watch() ended by itself.', 'It ends with its signal.');
    controller.abort();
    const ended = await within(end, patience);
    const advice = 'End the iteration when the signal aborts.';
    if (!ended) throw broken(`watch() went on ${patience} seconds after its signal.`, advice);
    if (ended.failed && kindOf(ended.thrown) !== 'aborted') {
      throw broken(`watch() ended with ${told(ended.thrown)}.`, advice);
    }
  }
}

export const WATCHING: Clause = {
  name: 'tells whoever watches that something changed',
  holds: tellsOfChanges,
};

async function tellsOfChanges({ provider, options }: Subject): Promise<void> {
  const controller = new AbortController();
  const changes = provider.watch!({ query: {} }, { signal: controller.signal });
  const end = settled(async () => {
    for await (const change of changes) if (change.type !== 'state') return change;
    return undefined;
  });
  await options.change?.(provider);
  const heard = await within(end, options.patience);
  controller.abort();
  const change = heard?.value;
  if (!change) {
    const advice = 'Where your source is asked from time to time, raise `patience`.';
    throw broken(`watch() told of no change within ${options.patience} seconds.`, advice);
  }
  const items = change.type === 'upsert' ? change.items : [];
  const [fault] = items.flatMap(conversationFaults);
  if (fault) throw broken(`watch() told of a conversation: ${fault}`, 'See `Conversation`.');
}

async function listsAgents(subject: Subject): Promise<void> {
  const all = await agentsOf(subject);
  const [first] = all;
  if (!first) throw broken('agents() has none.', 'Leave it out, or test with some.');
  const twice = all.filter(({ id }, index) => all.findIndex((one) => one.id === id) !== index);
  if (twice.length > 0) throw broken(`agents() has ${some(twice)} twice.`, 'Ids are unique.');
  const search = [...first.name].slice(1, 4).join('').trim();
  const found = await agentsOf(subject, search);
  const isMeant = ({ name }: { name: string }) => name.toLowerCase().includes(search.toLowerCase());
  const [wrong] = found.filter((one) => !isMeant(one));
  if (wrong) throw broken(`agents({ search: ${some([search])} }) has ${some([wrong])}.`, SEARCH);
  if (found.some(({ id }) => id === first.id)) return;
  throw broken(`agents({ search: ${some([search])} }) has no ${some([first])}.`, SEARCH);
}

const SEARCH = 'A search is a part of a name.';

async function agentsOf({ provider, options }: Subject, search?: string) {
  const { signal } = new AbortController();
  const items: { readonly id: string; readonly name: string }[] = [];
  const used = new Set<string>();
  let cursor: string | undefined;
  do {
    const request = {
      ...(search !== undefined && { search }),
      ...(cursor !== undefined && { cursor }),
    };
    const page = await provider.agents!(request, { signal });
    const odd = page.items.filter(({ id, name }) => !id || typeof name !== 'string');
    if (odd.length > 0) throw broken(`agents() has ${some(odd)}.`, 'Each has an id and a name.');
    items.push(...page.items);
    cursor = page.nextCursor;
    if ((cursor !== undefined && used.has(cursor)) || items.length > options.most) {
      throw broken('The list of agents does not end.', 'A cursor must not come again.');
    }
    if (cursor !== undefined) used.add(cursor);
  } while (cursor !== undefined);
  return items;
}
