/** URL, history, storage, chips and rows never disagree, whatever the reader does in which order. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { writeQueryUrl } from '../../../src/elements/conversation-inbox/filters/query-url.js';
import type { ConversationInbox } from '../../../src/index.js';
import type { Query } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { address, back, forward, freshHistory, openAt } from '../../helpers/address.js';
import { all, mountLoaded, one, part, quiet, rows, until } from '../../helpers/inbox.js';

const conversations = many(9);
const ACTS = 20;

const act = fc.oneof(
  fc.record({ does: fc.constant('search' as const), text: fc.constantFrom('', '0', '01', '010') }),
  fc.record({ does: fc.constant('chip' as const), index: fc.nat(2) }),
  fc.record({ does: fc.constant('clear' as const) }),
  fc.record({
    does: fc.constant('filters' as const),
    direction: fc.constantFrom('', 'inbound', 'outbound'),
    durationMin: fc.constantFrom('', '0', '10'),
  }),
  fc.record({
    does: fc.constant('host' as const),
    query: fc.constantFrom<Query>({}, { direction: 'inbound' }, { caller: '1', durationMin: 5 }),
  }),
  fc.record({
    does: fc.constantFrom('back' as const, 'forward' as const),
    steps: fc.integer({ min: 1, max: 3 }),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** What the tab's history should be. */
class Expected {
  entries: Query[] = [{}];
  at = 0;
  #typing = false;

  get query(): Query {
    return this.entries[this.at]!;
  }

  change(query: Query, by: 'search' | 'host' | 'other'): void {
    if (writeQueryUrl('', query) === writeQueryUrl('', this.query)) return;
    const typing = by === 'search' && this.#typing && this.query.caller && query.caller;
    if (by !== 'host' && !typing) {
      this.entries.splice(this.at + 1);
      this.at += 1;
    }
    this.entries[this.at] = query;
    this.#typing = by === 'search';
  }

  /** @returns how many steps there are that way */
  go(steps: number): number {
    const to = Math.min(Math.max(this.at + steps, 0), this.entries.length - 1);
    const gone = to - this.at;
    if (writeQueryUrl('', this.entries[to]!) !== writeQueryUrl('', this.query))
      this.#typing = false;
    this.at = to;
    return gone;
  }
}

const without = (query: Query, ...keys: (keyof Query)[]): Query =>
  Object.fromEntries(Object.entries(query).filter(([key]) => !keys.includes(key as keyof Query)));

async function perform(inbox: ConversationInbox, expected: Expected, done: Act): Promise<void> {
  const { query } = expected;
  switch (done.does) {
    case 'search': {
      const field = part(inbox, 'search-field') as HTMLInputElement;
      field.value = done.text;
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      const caller = done.text === '' ? {} : { caller: done.text };
      return expected.change({ ...without(query, 'caller'), ...caller }, 'search');
    }
    case 'chip': {
      // In the order of the filters; what is searched for has no chip.
      const filters = (['direction', 'durationMin'] as const).filter(
        (key) => query[key] !== undefined,
      );
      const key = filters[done.index];
      if (key === undefined) return;
      all(inbox, '[part~="chip-remove-button"]')[done.index]!.click();
      return expected.change(without(query, key), 'other');
    }
    case 'clear':
      part(inbox, 'clear-button')?.click();
      // Offered beside chips.
      return without(query, 'caller') === undefined ||
        Object.keys(without(query, 'caller')).length === 0
        ? undefined
        : expected.change({}, 'other');
    case 'filters': {
      part(inbox, 'filters-button')!.click();
      await until(
        () => (part(inbox, 'filter-dialog') as HTMLDialogElement | null)?.open,
        'the dialog',
      );
      const { direction, durationMin } = done;
      (one(inbox, '[name="direction"]') as HTMLSelectElement).value = direction;
      (one(inbox, '[name="durationMin"]') as HTMLInputElement).value = durationMin;
      part(inbox, 'apply-button')!.click();
      return expected.change(
        {
          ...without(query, 'direction', 'durationMin'),
          ...(direction && { direction: direction as 'inbound' }),
          ...(durationMin && { durationMin: Number(durationMin) }),
        },
        'other',
      );
    }
    case 'host':
      inbox.query = done.query;
      return expected.change(done.query, 'host');
    default: {
      const steps = expected.go(done.does === 'back' ? -done.steps : done.steps);
      if (steps < 0) await back(-steps);
      if (steps > 0) await forward(steps);
    }
  }
}

async function agree(inbox: ConversationInbox, { query }: Expected): Promise<void> {
  const parameters = decodeURIComponent(writeQueryUrl('', query).slice(1));
  expect(address(), 'the URL').to.equal(parameters);
  expect(writeQueryUrl('', inbox.query), 'the query').to.equal(writeQueryUrl('', query));
  const { query: stored } = JSON.parse(localStorage.getItem('conversation-inbox.org')!) as {
    query: Query;
  };
  expect(writeQueryUrl('', stored), 'the storage').to.equal(writeQueryUrl('', query));
  const field = part(inbox, 'search-field') as HTMLInputElement;
  expect(field.value, 'the search').to.equal(query.caller ?? '');
  const filters = Object.keys(without(query, 'caller')).length;
  expect(all(inbox, '[part~="chip"]'), 'the chips').to.have.length(filters);
}

async function showsItsRows(inbox: ConversationInbox): Promise<void> {
  await quiet(inbox);
  const { items } = await createMemoryProvider({ conversations }).list(
    { query: inbox.query, pageSize: 100 },
    { signal: new AbortController().signal },
  );
  const shown = rows(inbox).map((row) =>
    row.querySelector('[data-column="summary"]')!.textContent.trim(),
  );
  expect(shown).to.deep.equal(items.map(({ summary }) => summary));
}

describe('twenty acts in any order', () => {
  afterEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('leave URL, history, storage, chips and rows in agreement', async () => {
    const acts = fc.array(act, { minLength: ACTS, maxLength: ACTS });
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        localStorage.clear();
        sessionStorage.clear();
        await freshHistory();
        openAt('');
        const inbox = await mountLoaded(createMemoryProvider({ conversations }), {
          syncUrl: '',
          storageKey: 'org',
        });
        await until(() => part(inbox, 'search-field'), 'the toolbar');
        const expected = new Expected();
        for (const one of list) {
          await perform(inbox, expected, one);
          await inbox.updateComplete;
          await agree(inbox, expected);
        }
        await showsItsRows(inbox);
        inbox.parentElement!.remove();
      }),
      // Chromium drops changes of the history beyond two hundred within ten seconds.
      { numRuns: 8, endOnFailure: true, includeErrorInReport: true },
    );
  }).timeout(120_000);
});
