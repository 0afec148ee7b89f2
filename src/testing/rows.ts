/** What is in a row, and what must not be. */
import type { Conversation, ConversationPage } from '../model/index.js';
import { conversationFaults, FIELDS, fieldsOf, unpromised } from './conversation-faults.js';
import { KEYS } from './query-meaning.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import { allRows, walk } from './walk.js';

export const ROWS: readonly Clause[] = [
  { name: 'says what it can do in words that the elements know', holds: statesCapabilities },
  { name: 'sends rows as their type describes them', holds: sendsTypes },
  { name: 'sends no field that its capabilities leave out', holds: sendsPromised },
  {
    name: 'sends nothing that it states as withheld, and states the same on every page',
    holds: withholds,
  },
];

async function statesCapabilities({ provider }: Subject): Promise<void> {
  const { key, capabilities } = provider;
  const { fields, filters, order, maxPageSize } = capabilities;
  const advice = 'See `Capabilities` for what is possible.';
  const strangeFields = fields.filter((field) => !FIELDS.includes(field));
  if (strangeFields.length > 0) throw broken(`There are no fields ${some(strangeFields)}.`, advice);
  const strangeFilters = Object.keys(filters).filter(
    (name) => !(KEYS as readonly string[]).includes(name),
  );
  if (strangeFilters.length > 0)
    throw broken(`There are no filters ${some(strangeFilters)}.`, advice);
  if (!['created', 'activity'].includes(order))
    throw broken(`There is no order "${order}".`, advice);
  if (!Number.isSafeInteger(maxPageSize) || maxPageSize < 1) {
    throw broken(`The largest page is ${maxPageSize}, and no whole number from 1 on.`, advice);
  }
  if (key !== undefined && (typeof key !== 'string' || key === '')) {
    throw broken('The key is no text.', 'Give a short name that stays the same, or leave it out.');
  }
}

async function everyPage(subject: Subject): Promise<readonly ConversationPage[]> {
  await allRows(subject);
  return (await walk(subject.provider, subject, { pageSize: 7 })).pages;
}

const rowsOf = (pages: readonly ConversationPage[]): readonly Conversation[] =>
  pages.flatMap(({ items }) => items);

async function sendsTypes(subject: Subject): Promise<void> {
  for (const row of rowsOf(await everyPage(subject))) {
    const [fault] = conversationFaults(row);
    if (fault) throw broken(`Conversation ${some([row.id])}: ${fault}`, 'See `Conversation`.');
    if (row.at === null && !row.unreadable?.length) {
      const advice = 'It is null only when it cannot be read, and then `unreadable` names it.';
      throw broken(`Conversation ${some([row.id])} has no \`at\`.`, advice);
    }
  }
}

async function sendsPromised(subject: Subject): Promise<void> {
  const { fields } = subject.provider.capabilities;
  const strange = rowsOf(await everyPage(subject)).flatMap((row) =>
    unpromised(row, fields).map((field) => ({ field, id: row.id })),
  );
  if (strange.length === 0) return;
  const names = [...new Set(strange.map(({ field }) => field))];
  throw broken(
    `Rows have ${some(names)}, conversation ${some([strange[0]!.id])} for one.`,
    'Name in `capabilities.fields` what you send: no column is offered without.',
  );
}

async function withholds(subject: Subject): Promise<void> {
  const pages = (await everyPage(subject)).filter(({ items }) => items.length > 0);
  const names = (fields: readonly string[] = []) => [...fields].sort().join(', ') || 'none';
  const { withheld = pages[0]?.withheld } = subject.options;
  for (const [index, page] of pages.entries()) {
    if (names(page.withheld) !== names(withheld)) {
      throw broken(
        `Page ${index + 1} states ${names(page.withheld)} as withheld, and not ${names(withheld)}.`,
        'State the same on every page that has rows: columns must not come and go.',
      );
    }
    for (const row of page.items) {
      const leaked = leaks(row, page.withheld ?? []);
      if (leaked.length === 0) continue;
      const advice = 'Leave out what is withheld; a recording or transcript is then "withheld".';
      throw broken(
        `Conversation ${some([row.id])} has ${some(leaked)}, which are withheld.`,
        advice,
      );
    }
  }
}

/** Withheld fields that a conversation has all the same. */
export function leaks(row: Conversation, withheld: readonly string[]): readonly string[] {
  return fieldsOf(row).filter((field) => {
    const isState = field === 'recording' || field === 'transcript';
    return withheld.includes(field) && !(isState && row[field] === 'withheld');
  });
}
