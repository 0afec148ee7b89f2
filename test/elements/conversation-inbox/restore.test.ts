import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  deferred,
  firstInView,
  frames,
  mount,
  mountLoaded,
  one,
  quiet,
  rows,
  rowsShown,
  scroller,
  scrollTo,
  text,
  toTheEnd,
  until,
} from '../../helpers/inbox.js';

type State = ReturnType<ConversationInbox['getState']>;

describe('the place of a reader', () => {
  const conversations = many(500);
  const provider = () => createMemoryProvider({ conversations });

  it('is plain JSON, and leads back to it on a fresh load', async () => {
    const first = await mountLoaded(provider(), { pageSize: 100, query: { caller: '555' } });
    for (const top of [3000, 7000, 9613]) {
      await scrollTo(first, top);
      await quiet(first);
    }
    const place = firstInView(first);
    const stored = JSON.stringify(first.getState());
    expect(stored.length).to.be.below(500);
    const other = provider();
    const second = await mount({ provider: other, pageSize: 100 });
    const restored = await second.restoreState(JSON.parse(stored));
    expect(restored).to.deep.include({ found: 'id', complete: true });
    await frames(2);
    expect(second.query).to.deep.equal({ caller: '555' });
    expect(firstInView(second)).to.deep.equal(place);
    expect(other.calls.list, 'in large pages').to.be.at.most(4);
  });

  it('is found by its time when its row is gone', async () => {
    const first = await mountLoaded(provider(), { pageSize: 100 });
    await scrollTo(first, 2000);
    const state = first.getState();
    const { index } = firstInView(first);
    const other = provider();
    other.remove(`n-${index}`);
    const second = await mount({ provider: other, pageSize: 100 });
    const restored = await second.restoreState(state);
    expect(restored.found).to.equal('time');
    await frames(2);
    expect(firstInView(second).index).to.equal(index);
  });

  it('may be given before there is a provider', async () => {
    const first = await mountLoaded(provider(), { pageSize: 100 });
    await scrollTo(first, 2000);
    const state = first.getState();
    const second = await mount({ pageSize: 100 });
    const restored = second.restoreState(state);
    second.provider = provider();
    expect((await restored).found).to.equal('id');
    await frames(2);
    expect(firstInView(second)).to.deep.equal(firstInView(first));
  });

  it('that another query overtakes is given up, in silence', async () => {
    const source = deferred({ honoursAbort: false });
    const inbox = await mount({ provider: source, pageSize: 50 });
    await source.last.resolve({ items: many(50), nextCursor: 'two' });
    await rowsShown(inbox);
    const far: State = {
      version: 1,
      query: {},
      anchor: { id: 'n-30', at: many(1, 30)[0]!.at },
      offset: 7,
      depth: 50,
    };
    const restored = inbox.restoreState(far);
    const late = await until(() => source.calls[1], 'the place is asked for');
    inbox.query = { direction: 'outbound' };
    const other = await until(() => source.calls[2], 'another query');
    expect(await restored).to.deep.equal({ index: 0, found: 'top', complete: false });
    await other.resolve({ items: many(50) });
    await late.resolve({ items: many(50) });
    await rowsShown(inbox);
    await frames(3);
    expect(scroller(inbox).scrollTop).to.equal(0);
    expect(one(inbox, '[role="status"]')!.textContent).to.equal('');
  });

  for (const [when, given] of [
    ['before there is a provider', undefined],
    ['while it is being loaded', provider()],
  ] as const) {
    it(`is the newer one when another is asked for ${when}`, async () => {
      const first = await mountLoaded(provider(), { pageSize: 100 });
      await scrollTo(first, 2000);
      const state = first.getState();
      const second = await mount({ provider: given, pageSize: 100 });
      const early = second.restoreState({ ...state, anchor: { id: 'n-3', at: null } });
      await second.updateComplete;
      const later = second.restoreState(state);
      expect((await early).complete).to.equal(false);
      second.provider ??= provider();
      expect(await later).to.deep.include({ found: 'id', complete: true });
      await frames(2);
      expect(firstInView(second)).to.deep.equal(firstInView(first));
    });
  }
});

describe('a refresh ten pages down', () => {
  it('takes in what is new, changed and gone, and moves nothing under the reader', async () => {
    const conversations = many(700);
    const provider = createMemoryProvider({ conversations });
    const inbox = await mountLoaded(provider, { pageSize: 50 });
    while (inbox.getState().depth < 500) await toTheEnd(inbox);
    await scrollTo(inbox, 17_213);
    const place = firstInView(inbox);
    const { depth } = inbox.getState();
    const { list: before } = provider.calls;
    const newer = Date.parse(conversations[0]!.at!) + 60_000;
    provider.push(
      many(3, 900).map((row, n) => ({ ...row, at: new Date(newer + n).toISOString() })),
    );
    const row = conversations[place.index + 2]!;
    provider.push({ ...row, summary: 'It was told anew.' });
    provider.remove(['n-7', 'n-8']);
    await inbox.refresh();
    await quiet(inbox);
    await frames(2);
    expect(firstInView(inbox)).to.deep.equal({ ...place, index: place.index + 1 });
    expect(text(inbox, place.index + 3, 'summary')).to.equal('It was told anew.');
    expect(inbox.getState().depth, 'nothing is lost').to.be.at.least(depth + 1);
    expect(provider.calls.list - before, 'in large pages').to.be.at.most(10);
    await scrollTo(inbox, 0);
    expect(text(inbox, 0, 'summary')).to.contain('(902)');
    expect(text(inbox, 9, 'summary'), 'and not the ones that are gone').to.contain('(6)');
    expect(text(inbox, 10, 'summary')).to.contain('(9)');
  });
});

describe('a place that is none', () => {
  const odd: readonly unknown[] = [
    ...[null, undefined, 5, 'here', [], {}, { version: 2, anchor: { id: 'n-30' }, depth: 40 }],
    ...[{ version: 1 }, { version: 1, query: null, anchor: {}, offset: NaN, depth: NaN }],
    ...[{ version: 1, query: {}, anchor: { id: 7, at: 8 }, offset: {}, depth: '9' }],
  ];
  const inboxOf = (hidden: boolean) =>
    mount(
      { provider: createMemoryProvider({ conversations: many(60) }), pageSize: 30 },
      { hidden },
    );
  for (const state of odd) {
    it(`leads to the top: ${JSON.stringify(state)}`, async () => {
      const inbox = await inboxOf(false);
      const { index } = await inbox.restoreState(state as State);
      expect(index).to.equal(0);
      await rowsShown(inbox);
      expect(scroller(inbox).scrollTop).to.equal(0);
      expect(text(inbox, 0, 'summary')).to.contain('(0)');
      expect(inbox.query).to.deep.equal({});
      await scrollTo(inbox, 900);
      expect(firstInView(inbox).index).to.be.above(15);
    });
  }

  for (const offset of ['x', {}, NaN, Infinity, undefined]) {
    for (const hidden of [false, true]) {
      it(`in part leads to its row: offset ${String(offset)}, ${hidden ? 'hidden' : 'shown'}`, async () => {
        const inbox = await inboxOf(hidden);
        const state = { version: 1, query: {}, anchor: { id: 'n-3', at: null }, offset, depth: 9 };
        const restored = await inbox.restoreState(state as unknown as State);
        expect(restored).to.deep.include({ index: 3, found: 'id' });
        inbox.parentElement!.hidden = false;
        await rowsShown(inbox);
        await frames(2);
        expect(rows(inbox).length).to.be.above(10);
        expect(Number.isFinite(inbox.getState().offset)).to.equal(true);
      });
    }
  }

  it('keeps what was asked for', async () => {
    const inbox = await inboxOf(false);
    const query = { direction: 'outbound' } as const;
    inbox.query = query;
    await inbox.restoreState(null as unknown as State);
    expect(inbox.query).to.equal(query);
    await rowsShown(inbox);
    expect(text(inbox, 0, 'direction')).to.equal('Outbound');
  });
});
