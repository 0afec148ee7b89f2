/** A page that is left, and comes back as it was. */
import { expect } from '@open-wc/testing';
import type { ConversationProvider, ListChange } from '../../../src/model/index.js';
import { many } from '../../../stories/fixtures.js';
import {
  deferred,
  firstInView,
  frames,
  mount,
  record,
  rowsShown,
  scrollTo,
  text,
  until,
} from '../../helpers/inbox.js';

/** What the browser tells of a page that goes into its cache and comes back. */
const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeBack = () =>
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

type Watch = NonNullable<ConversationProvider['watch']>;

/** A provider whose watchers the test counts. */
function watched() {
  const provider = deferred();
  const watches: { request: Parameters<Watch>[0]; signal: AbortSignal }[] = [];
  const watch: Watch = async function* (request, { signal }) {
    watches.push({ request, signal });
    await new Promise((done) => signal.addEventListener('abort', done));
    yield* [] as ListChange[];
  };
  return { provider: Object.assign(provider, { watch }), watches };
}

describe('a page that is left', () => {
  it('keeps no connection open, and makes them anew when it comes back', async () => {
    const { provider, watches } = watched();
    const inbox = await mount({ provider, live: true, pageSize: 50 });
    await provider.last.resolve({ items: many(50), nextCursor: 'two' });
    await rowsShown(inbox);
    await until(() => watches[0], 'live changes');
    await scrollTo(inbox, 1400);
    const next = await until(() => provider.calls[1], 'the next page');
    const place = firstInView(inbox);
    const errors = record(inbox, 'inbox-error');
    leave();
    expect(watches[0]!.signal.aborted).to.equal(true);
    expect(next.signal.aborted).to.equal(true);
    inbox.requestUpdate();
    await frames(3);
    expect([provider.calls.length, watches.length], 'nothing is asked for meanwhile').to.deep.equal(
      [2, 1],
    );
    comeBack();
    const again = await until(() => provider.calls[2], 'the page that was cut off');
    expect(again.request).to.deep.equal(next.request);
    await until(() => watches[1], 'live changes');
    expect(watches[1]!.request.since, 'since the last one').to.equal(watches[0]!.request.since);
    expect(firstInView(inbox)).to.deep.equal(place);
    await again.resolve({ items: many(50, 50) });
    await until(() => inbox.getState().depth === 100, 'its rows');
    expect(text(inbox, place.index, 'summary')).to.equal(place.name.trim());
    expect(errors).to.have.length(0);
  });

  it('and taken out of the document meanwhile is live again where it comes back', async () => {
    const { provider, watches } = watched();
    const inbox = await mount({ provider, live: true });
    await provider.last.resolve({ items: many(5) });
    await rowsShown(inbox);
    await until(() => watches[0], 'live changes');
    const box = inbox.parentElement!;
    leave();
    inbox.remove();
    await frames(2);
    box.append(inbox);
    await until(() => watches[1], 'live changes');
    expect(watches[1]!.signal.aborted).to.equal(false);
  });
});
