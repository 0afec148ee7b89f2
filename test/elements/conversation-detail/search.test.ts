/** Searching in a transcript: n of m, from hit to hit, also in what is not on the page. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ConversationDetailElement } from '../../../src/index.js';
import type { Turn } from '../../../src/model/index.js';
import { manyTurns, paged, turn } from '../../../stories/detail.js';
import { longTalk, longTurns, talkOf } from '../../helpers/long-transcript.js';
import { press } from '../../helpers/keys.js';
import {
  all,
  focused,
  mountRead,
  named,
  part,
  read,
  status,
  turnOf,
  turns,
  until,
  type DetailProperties,
  type Place,
} from './support.js';

const TALK: readonly Turn[] = [
  turn('s', 'system', 'You are Nora. Speak of the lamp.'),
  turn('a', 'agent', 'Good afternoon, is it about the lamp?', { start: 0 }),
  turn('b', 'caller', 'Yes. The LAMP is broken, a lamp from März.', { start: 4 }),
  turn('c', 'agent', 'My number is 555-0100, lamp.', {
    start: 9,
    redactions: [{ from: 13, to: 21, label: 'number' }],
  }),
  {
    ...turn('d', 'agent', ''),
    kind: 'tool',
    parts: [],
    tool: { name: 'find_lamp', state: 'done', input: { sku: 'D2740' }, output: { stock: 3 } },
  },
  turn('e', 'caller', 'Goodbye then.', { start: 20 }),
];

async function mountTalk(
  properties: DetailProperties = {},
  place?: Place,
): Promise<ConversationDetailElement> {
  const detail = await mountRead({ provider: talkOf(TALK), ...properties }, place);
  await until(() => part(detail, 'find-field'), 'there is a search');
  return detail;
}

const field = (detail: Element) => named(detail, 'find-field') as HTMLInputElement;
const count = (detail: Element) => read(part(detail, 'find-count'));

async function type(detail: ConversationDetailElement, text: string): Promise<void> {
  field(detail).focus();
  field(detail).select();
  await sendKeys({ type: text });
  await detail.updateComplete;
}

/** What is highlighted in an element, in order. */
const marked = (detail: Element, name = 'conversation-found'): string[] =>
  [...(CSS.highlights.get(name) ?? [])]
    .filter((range): range is Range => range instanceof Range)
    .filter(({ startContainer }) => startContainer.getRootNode() === detail.shadowRoot)
    .map(String);
const current = (detail: Element) => marked(detail, 'conversation-found-current');

describe('search in the transcript', () => {
  it('counts what is found and goes from one to the next, round and round', async () => {
    const detail = await mountTalk();
    await type(detail, 'lamp');
    expect(count(detail)).to.equal('1 of 5');
    expect(current(detail)).to.deep.equal(['lamp']);
    expect(marked(detail)).to.have.members(['LAMP', 'lamp', 'lamp', 'lamp']);
    await press('Enter');
    expect(count(detail)).to.equal('2 of 5');
    expect(current(detail)).to.deep.equal(['LAMP']);
    await press('Shift+Enter');
    await press('Shift+Enter');
    expect(count(detail)).to.equal('5 of 5');
    named(detail, 'next-hit-button').click();
    await detail.updateComplete;
    expect(count(detail)).to.equal('1 of 5');
    named(detail, 'previous-hit-button').click();
    await detail.updateComplete;
    expect(count(detail)).to.equal('5 of 5');
    await expect(detail).to.be.accessible();
  });

  it('does not care for accents and upper case', async () => {
    const detail = await mountTalk();
    await type(detail, 'MARZ');
    expect(current(detail)).to.deep.equal(['März']);
  });

  it('says what was found once the reader stops typing, and that nothing was', async () => {
    const detail = await mountTalk();
    await type(detail, 'lamp');
    await until(() => status(detail) === '1 of 5', 'it is said');
    await type(detail, 'lampshade');
    expect(count(detail)).to.equal('No results');
    expect(named(detail, 'next-hit-button').getAttribute('aria-disabled')).to.equal('true');
    await press('Enter');
    await until(() => status(detail) === 'No results', 'it is said');
    expect(marked(detail)).to.deep.equal([]);
    await expect(detail).to.be.accessible();
  });

  it('finds hidden system messages only while they are shown', async () => {
    const detail = await mountTalk();
    await type(detail, 'nora');
    expect(count(detail)).to.equal('No results');
    named(detail, 'system-button').click();
    await until(() => count(detail) === '1 of 1' || count(detail) === '0 of 1', 'it is found');
    await type(detail, 'lamp');
    expect(count(detail)).to.contain('of 6');
  });

  it('never finds what is redacted', async () => {
    const detail = await mountTalk();
    await type(detail, '0100');
    expect(count(detail)).to.equal('No results');
    await type(detail, 'number is');
    expect(current(detail)).to.deep.equal(['number is']);
  });

  it('finds a tool by its name, and by its request and response once it is open', async () => {
    const detail = await mountTalk();
    await type(detail, 'find_lamp');
    expect(current(detail)).to.deep.equal(['find_lamp']);
    await type(detail, 'D2740');
    expect(count(detail)).to.equal('No results');
    turnOf(detail, 'd').querySelector('summary')!.click();
    await until(() => count(detail).endsWith('of 1'), 'it is found');
    await press('Enter');
    expect(current(detail)).to.deep.equal(['D2740']);
  });

  it('goes on at the hit after Escape, and Escape alone belongs to the conversation', async () => {
    const detail = await mountTalk();
    let closed = 0;
    detail.addEventListener('conversation-close', () => (closed += 1));
    await type(detail, 'broken');
    await press('Escape');
    expect(field(detail).value).to.equal('');
    expect(part(detail, 'find-count')!.hidden).to.equal(true);
    expect(marked(detail).concat(current(detail))).to.deep.equal([]);
    expect(focused(detail)).to.equal(turnOf(detail, 'b'));
    expect(closed).to.equal(0);
    field(detail).focus();
    await press('Escape');
    expect(closed).to.equal(1);
  });

  it('goes back to where the reader came from when nothing was found', async () => {
    const detail = await mountTalk();
    turnOf(detail, 'a').focus();
    await press('/');
    expect(focused(detail)).to.equal(field(detail));
    await sendKeys({ type: 'zzz' });
    await press('Escape');
    expect(focused(detail)).to.equal(turnOf(detail, 'a'));
  });

  it('types a slash where one is typed, and leaves keys to a page that wants them', async () => {
    const detail = await mountTalk({ noShortcuts: true });
    turnOf(detail, 'a').focus();
    await press('/');
    expect(focused(detail)).to.equal(turnOf(detail, 'a'));
    detail.noShortcuts = false;
    await type(detail, 'a/b');
    expect(field(detail).value).to.equal('a/b');
  });

  it('walks through ten thousand turns of which few are on the page', async () => {
    const many = longTurns(10_000).map((each, index) =>
      index % 1500 === 750
        ? {
            ...each,
            kind: 'message' as const,
            parts: [{ type: 'text' as const, text: `A needle, ${index}.` }],
          }
        : each,
    );
    const detail = await mountRead({ provider: talkOf(many) });
    await until(() => part(detail, 'find-field'), 'there is a search');
    await until(() => turns(detail)[0]!.ariaSetSize, 'the window is there');
    await type(detail, 'needle');
    expect(count(detail)).to.equal('1 of 7');
    const view = named(detail, 'transcript').getBoundingClientRect();
    for (const index of [750, 2250, 3750, 5250]) {
      await new Promise(requestAnimationFrame);
      const [range] = [...CSS.highlights.get('conversation-found-current')!] as Range[];
      const box = range!.getBoundingClientRect();
      expect(box.top).to.be.greaterThan(view.top);
      expect(box.bottom).to.be.lessThan(view.bottom);
      expect(read(turnOf(detail, `t${index}`))).to.contain(`A needle, ${index}`);
      expect(turns(detail).length).to.be.lessThan(80);
      await press('Enter');
    }
    await press('Escape');
    expect(focused(detail)).to.equal(turnOf(detail, 't6750'));
  });

  it('begins at what is seen', async () => {
    const detail = await mountRead({ provider: longTalk(3000), startTurn: 't1500' });
    await until(() => turns(detail).some((each) => each.matches('.marked')), 'the turn is there');
    await until(() => part(detail, 'find-field'), 'there is a search');
    await type(detail, 'turn');
    const place = Number(count(detail).replaceAll(',', '').split(' ')[0]);
    expect(place).to.be.within(1330, 1352);
  });

  it('finds at once, and more when more turns are loaded', async () => {
    const detail = await mountRead({ provider: paged(manyTurns(60), 40) }, { height: '20000px' });
    await until(() => part(detail, 'find-field'), 'there is a search');
    field(detail).value = 'sentence';
    field(detail).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => turns(detail).length === 60, 'all are loaded');
    await until(() => count(detail) === '1 of 60', 'all are found');
  });

  it('keeps what is typed as soon as there is a field', async () => {
    const detail = await mountRead({ provider: longTalk(1000) });
    await until(() => part(detail, 'find-field'), 'there is a search');
    field(detail).value = 'turn 250.';
    field(detail).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => count(detail) === '1 of 1', 'it is found');
  });

  it('stays at its hit when more turns come', async () => {
    const detail = await mountTalk();
    await type(detail, 'goodbye');
    expect(count(detail)).to.equal('1 of 1');
    named(detail, 'system-button').click();
    await until(() => turns(detail).length === 6, 'system messages are there');
    expect(current(detail)).to.deep.equal(['Goodbye']);
  });

  it('shows the transcript when details are in its place', async () => {
    const detail = await mountTalk({}, { width: '320px' });
    const [, details] = all(detail, '[role="tab"]');
    details!.click();
    await detail.updateComplete;
    await type(detail, 'broken');
    await until(() => !named(detail, 'interaction').hidden, 'the transcript is shown');
    await until(() => current(detail).length === 1, 'it is marked');
    expect(detail.scrollWidth).to.be.at.most(320);
    await expect(detail).to.be.accessible();
  });

  it('is forgotten with the conversation', async () => {
    const detail = await mountTalk();
    await type(detail, 'lamp');
    detail.provider = longTalk(5);
    await until(() => turns(detail).length === 5, 'the others are there');
    detail.conversationId = 'c-2';
    await until(() => !part(detail, 'find-field') || field(detail).value === '', 'it is empty');
    expect(marked(detail)).to.deep.equal([]);
  });

  it('marks what is found in each element, also when another one is taken away', async () => {
    const one = await mountTalk();
    const other = await mountTalk();
    await type(one, 'lamp');
    await type(other, 'broken');
    expect(current(other)).to.deep.equal(['broken']);
    other.remove();
    expect(marked(one)).to.have.length(4);
    expect(current(one)).to.deep.equal(['lamp']);
    expect(current(other)).to.deep.equal([]);
  });

  it('frames the turn where the browser has no highlights', async () => {
    const { Highlight } = globalThis;
    try {
      Object.assign(globalThis, { Highlight: undefined });
      const detail = await mountTalk();
      await type(detail, 'broken');
      expect(turnOf(detail, 'b').part.contains('turn-found')).to.equal(true);
      expect(count(detail)).to.equal('1 of 1');
      await press('Escape');
      expect(part(detail, 'turn-found')).to.equal(null);
    } finally {
      Object.assign(globalThis, { Highlight });
    }
  });

  it('is mirrored where one reads from right to left', async () => {
    const detail = await mountTalk({}, { dir: 'rtl' });
    await type(detail, 'lamp');
    const [next] = [named(detail, 'next-hit-button').getBoundingClientRect()];
    expect(next.left).to.be.lessThan(field(detail).getBoundingClientRect().left);
    await expect(detail).to.be.accessible();
  });
});
