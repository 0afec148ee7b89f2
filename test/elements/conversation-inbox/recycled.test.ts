/** Row elements are used again and again: what a reader has in one of them is never lost by that. */
import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import { tone } from '../../../stories/inbox.js';
import {
  all,
  body,
  cell,
  focused,
  focusedCell,
  frames,
  indexOf,
  mountLoaded,
  record,
  row,
  rows,
  scroller,
  scrollTo,
  slots,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { withoutMoveBefore } from '../../helpers/places.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/agents/{agentId}' };
const playable = (count: number) =>
  many(count).map((one) => ({ ...one, recording: 'available' as const }));

async function tableOf(conversations: readonly Conversation[] = many(400), properties = {}) {
  const provider = createMemoryProvider({
    conversations,
    recordings: () => ({ availability: 'available', source: tone(60) }),
  });
  const inbox = await mountLoaded(provider, { ...LINKS, pageSize: 400, ...properties });
  if (inbox.live) await until(() => inbox.matches(':state(live)'), 'changes are followed');
  return { inbox, provider };
}

const used = (inbox: Element) => slots(inbox).filter((slot) => !slot.hidden);
const inOrder = (inbox: Element) =>
  used(inbox).every((slot, at, every) => at === 0 || indexOf(every[at - 1]!) < indexOf(slot));

const elementsOf = (row: Element) => [row, ...row.querySelectorAll('*')];

describe('while a reader scrolls, no element of a row is made anew', () => {
  const kinds = (count: number, vary: (n: number) => Partial<Conversation>): Conversation[] =>
    Array.from({ length: count }, (_, n) => numbered(n, vary(n)));

  /** Elements that came and went while the table was scrolled up and down, by what they are. */
  async function remade(inbox: ConversationInbox): Promise<Record<string, number>> {
    await scrollTo(inbox, 2000);
    await until(() => inOrder(inbox), 'the order is right');
    const counts: Record<string, number> = {};
    const observer = new MutationObserver((records) => {
      for (const { addedNodes, target } of records) {
        for (const node of addedNodes) {
          // A row that is put in its place is the same row.
          if (!(node instanceof Element) || target === body(inbox)) continue;
          const name = node.getAttribute('part') ?? node.classList.value ?? node.tagName;
          counts[name] = (counts[name] ?? 0) + 1;
        }
      }
    });
    observer.observe(body(inbox), { childList: true, subtree: true });
    for (const top of [2035, 2100, 2500, 4000, 9000, 3000, 2000, 0, 1e6]) {
      await scrollTo(inbox, top);
    }
    await frames(3);
    observer.disconnect();
    return counts;
  }

  it('where all rows have the same controls', async () => {
    const same = { recording: 'available', direction: 'inbound', channel: 'phone' } as const;
    const { inbox } = await tableOf(kinds(400, () => same));
    const before = new Map(slots(inbox).map((slot) => [slot, elementsOf(slot)]));
    expect(await remade(inbox)).to.deep.equal({});
    const known = slots(inbox).filter((slot) => before.has(slot));
    expect(known.length).to.be.above(20);
    for (const slot of known) {
      const [now, then] = [elementsOf(slot), before.get(slot)!];
      expect(now.length).to.equal(then.length);
      expect(now.every((element, at) => element === then[at])).to.equal(true);
    }
  });

  it('but those that a row has or has not', async () => {
    const { inbox } = await tableOf(
      kinds(400, (n) => ({
        recording: n % 2 ? 'available' : 'none',
        direction: n % 3 ? 'inbound' : 'outbound',
        channel: ['phone', 'web', 'email', 'text'][n % 4]!,
        status: ['completed', 'failed', 'transferred', null][n % 4]!,
        summary: n % 5 ? `Words (${n})` : null,
        others: n % 7 ? [] : [{ role: 'other', address: 'other@example.com' }],
        unreadable: n % 11 ? [] : ['duration'],
        agent: n % 13 ? { id: `a-${n}`, name: 'Desk' } : null,
        caller: n % 17 ? { role: 'caller', address: '+1 202 555 0147' } : null,
      })),
    );
    // What hardly any row has.
    const optional = ['icon', 'others', 'unreadable'];
    expect(
      Object.keys(await remade(inbox)).filter((name) => !optional.includes(name)),
    ).to.deep.equal([]);
  });
});

describe('a live change of one field', () => {
  for (const [column, change] of [
    ['summary', { summary: 'Something else.' }],
    ['status', { status: 'cancelled' }],
    ['direction', { direction: 'outbound' }],
    ['type', { channel: 'sms' }],
    ['play', { recording: 'available' }],
    ['agent-number', { agent: { ...numbered(5).agent, address: '+1 202 555 0199' } }],
    ['caller-name', { caller: { ...numbered(5).caller!, name: 'Somebody Else' } }],
  ] as const) {
    it(`touches ${column} and no other cell, and no other row`, async () => {
      const plain = { recording: 'none', direction: 'inbound', status: 'completed' } as const;
      const { inbox, provider } = await tableOf(
        Array.from({ length: 60 }, (_, n) => numbered(n, plain)),
        { live: true },
      );
      await frames(3);
      const touched = new Set<string>();
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement!;
          const line = element.closest('[role="row"]');
          const own = element.closest<HTMLElement>('[data-column]')?.dataset['column'];
          touched.add(`${line ? indexOf(line) : 'table'} ${own ?? 'row'}`);
        }
      });
      const all = { attributes: true, characterData: true, childList: true, subtree: true };
      observer.observe(body(inbox), all);
      provider.push(numbered(5, { ...plain, ...(change as Partial<Conversation>) }));
      await until(() => touched.size > 0, 'the change');
      await frames(5);
      observer.disconnect();
      expect([...touched]).to.deep.equal([`5 ${column}`]);
    });
  }
});

describe('a row that has focus', () => {
  const enter = async (inbox: ConversationInbox) => {
    inbox.addEventListener('conversation-open', (event) => event.preventDefault());
    inbox.focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    await frames(2);
    return { own: focused(inbox)!, line: row(inbox, 2) };
  };

  it('is the same, focused, when the reader has been elsewhere and is back', async () => {
    const { inbox } = await tableOf();
    const { own, line } = await enter(inbox);
    const events = record(inbox.shadowRoot!, 'focusin', 'focusout');
    for (const top of [9000, 300, 14_000, 0]) {
      await scrollTo(inbox, top);
      await until(() => inOrder(inbox), 'the order is right');
    }
    expect(focused(inbox) === own && row(inbox, 2) === line).to.equal(true);
    expect(all(inbox, '[role="grid"] [tabindex="0"]')).to.deep.equal([own]);
    expect(events, 'nobody hears of it').to.have.length(0);
  });

  it('keeps it in a browser that cannot move elements without taking them out', async () => {
    const restore = withoutMoveBefore();
    const { inbox } = await tableOf();
    const { own } = await enter(inbox);
    const events = record(inbox.shadowRoot!, 'focusin', 'focusout');
    for (const top of [9000, 8800, 60, 300, 0]) {
      await scrollTo(inbox, top);
      await until(() => inOrder(inbox), 'the order is right');
    }
    restore();
    expect(focused(inbox) === own).to.equal(true);
    expect(events, 'and no screen reader says it again').to.have.length(0);
  });

  it('keeps it, far away, through arrivals and a refresh', async () => {
    const { inbox, provider } = await tableOf(many(400), { live: true });
    const { own } = await enter(inbox);
    await scrollTo(inbox, 9000);
    const { top } = rows(inbox)[8]!.getBoundingClientRect();
    const [seen] = [rows(inbox)[8]!];
    provider.push(numbered(-1));
    await inbox.refresh();
    await until(() => indexOf(own.closest('[role="row"]')!) === 3, 'the row moved down');
    expect(focused(inbox) === own).to.equal(true);
    expect(seen.getBoundingClientRect().top, 'the reader sees no move').to.equal(top);
  });

  it('that leaves while the reader is far away takes nobody along', async () => {
    const { inbox, provider } = await tableOf(many(400), { live: true });
    await enter(inbox);
    await scrollTo(inbox, 9000);
    const at = scroller(inbox).scrollTop;
    const height = rows(inbox)[0]!.offsetHeight;
    provider.remove('n-2');
    await inbox.refresh();
    await until(() => focusedCell(inbox) && focusedCell(inbox)!.index !== 2, 'focus is handed on');
    await frames(3);
    expect(Math.abs(scroller(inbox).scrollTop - at)).to.be.at.most(height);
    const [box, view] = [focused(inbox)!, scroller(inbox)].map((one) =>
      one.getBoundingClientRect(),
    );
    expect(box!.bottom > view!.top && box!.top < view!.bottom, 'to a row in view').to.equal(true);
  });
});

describe('a row whose recording sounds', () => {
  const plays = async (inbox: ConversationInbox) => {
    cell(inbox, 2, 'play').querySelector('button')!.click();
    await until(() => row(inbox, 2).part.contains('row-playing'), 'it plays');
  };
  const playing = (inbox: Element) =>
    used(inbox)
      .filter((slot) => slot.part.contains('row-playing'))
      .map((slot) => /\((-?\d+)\)/.exec(slot.textContent)![1]);

  it('is the only one that says so, wherever its element goes', async () => {
    const { inbox } = await tableOf(playable(400));
    await plays(inbox);
    const events = record(inbox, 'recording-pause', 'recording-error');
    for (const top of [40, 9000, 8800, 14_000, 300, 0]) {
      await scrollTo(inbox, top);
      await until(() => inOrder(inbox), 'the order is right');
      const shown = rows(inbox).some((one) => indexOf(one) === 2);
      expect(playing(inbox)).to.deep.equal(shown ? ['2'] : []);
    }
    expect(playing(inbox)).to.deep.equal(['2']);
    expect(events).to.have.length(0);
  });

  it('goes on through arrivals and a refresh, and can be stopped from its row', async () => {
    const { inbox, provider } = await tableOf(playable(400), { live: true });
    await plays(inbox);
    const events = record(inbox, 'recording-pause', 'recording-error');
    provider.push({ ...numbered(-1), recording: 'available' });
    await until(() => cell(inbox, 0, 'summary').textContent.includes('(-1)'), 'the arrival');
    await inbox.refresh();
    await frames(3);
    expect(playing(inbox)).to.deep.equal(['2']);
    expect(events).to.have.length(0);
    cell(inbox, 3, 'play').querySelector('button')!.click();
    await until(() => !inbox.matches(':state(playing)'), 'it is silent');
    expect(playing(inbox)).to.deep.equal([]);
  });
});

describe('a row under a pointer that is down', () => {
  it('is not moved in the page, for its click would be lost', async () => {
    const { inbox } = await tableOf();
    await scrollTo(inbox, 4000);
    await until(() => inOrder(inbox), 'the order is right');
    await scrollTo(inbox, 4000 + 3 * rows(inbox)[0]!.offsetHeight);
    // It took the element of a row that left, which lies before all others.
    const line = rows(inbox).at(-1)!;
    expect(inOrder(inbox)).to.equal(false);
    line.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    const moved: Node[] = [];
    const observer = new MutationObserver((records) =>
      records.forEach(({ removedNodes }) => moved.push(...removedNodes)),
    );
    observer.observe(body(inbox), { childList: true });
    await until(() => inOrder(inbox), 'the order is right again');
    observer.disconnect();
    expect(moved.includes(line)).to.equal(false);
    expect(moved).not.to.have.length(0);
  });
});

describe('a setting that changes while a reader is in a row', () => {
  for (const [what, change] of [
    ['the time zone', (inbox: ConversationInbox) => void (inbox.timeZone = 'Asia/Tokyo')],
    ['the page’s address', () => history.replaceState(null, '', '#elsewhere')],
    ['the links', (inbox: ConversationInbox) => void (inbox.detailHref = '/other/{id}')],
  ] as const) {
    it(`as ${what} does leaves elements and focus as they are`, async () => {
      const { inbox } = await tableOf(playable(60));
      const before = rows(inbox).map(elementsOf);
      row(inbox, 3).querySelector<HTMLElement>('[data-action="play"]')!.focus();
      change(inbox);
      inbox.requestUpdate();
      await inbox.updateComplete;
      expect(focusedCell(inbox)).to.deep.equal({ index: 3, column: 'play' });
      const same = rows(inbox).every((one, at) =>
        elementsOf(one).every((element, nth) => element === before[at]![nth]),
      );
      history.replaceState(null, '', location.pathname + location.search);
      expect(same).to.equal(true);
    });
  }
});

describe('a text that an extension has marked', () => {
  it('is replaced when the row is used for another conversation', async () => {
    const { inbox } = await tableOf();
    const text = cell(inbox, 2, 'summary').querySelector('bdi')!;
    const mark = document.createElement('mark');
    mark.textContent = text.textContent;
    text.replaceChildren(mark);
    await scrollTo(inbox, 8000);
    await scrollTo(inbox, 12_000);
    for (const one of rows(inbox))
      expect(one.querySelector('[data-column="summary"]')!.textContent).to.contain(
        `(${indexOf(one)})`,
      );
  });
});
