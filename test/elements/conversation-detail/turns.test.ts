/** What is read of each kind of turn, and what the reader can open. */
import { expect } from '@open-wc/testing';
import type { Turn } from '../../../src/model/index.js';
import { details, phone, text, transcriptOf, turn } from '../../../stories/detail.js';
import { frames } from '../../helpers/inbox.js';
import { all, mountRead, named, part, read, turnOf, turns, until, within } from './support.js';

const showing = (given: readonly Turn[]) =>
  mountRead({ provider: details([{ conversation: phone, transcript: transcriptOf(given) }]) });

describe('a turn', () => {
  it('tells who spoke, when and what, the caller at the other side', async () => {
    const detail = await mountRead();
    const [agent, caller] = [turnOf(detail, 't1'), turnOf(detail, 't2')];
    expect(read(within(agent, 'turn-head'))).to.contain('Nora 0:00');
    expect(read(within(caller, 'turn-head'))).to.contain('Tomasz Wójcik');
    expect(read(within(caller, 'turn-bubble'))).to.equal(
      'Hi, I need a crown replaced. Does my insurance cover it?',
    );
    const left = (element: Element) => element.getBoundingClientRect().left;
    expect(left(within(agent, 'turn-bubble'))).to.be.below(left(within(caller, 'turn-bubble')));
    expect(all(detail, 'ol.turns > li.turn')).to.have.length(turns(detail).length);
  });

  it('is mirrored from right to left', async () => {
    const detail = await mountRead({}, { dir: 'rtl' });
    const right = (id: string) =>
      within(turnOf(detail, id), 'turn-bubble').getBoundingClientRect().right;
    expect(right('t1')).to.be.above(right('t2'));
  });

  it('of the system is hidden until the reader asks for it', async () => {
    const detail = await mountRead();
    expect(turns(detail).map(({ dataset }) => dataset['id'])).not.to.include('t0');
    named(detail, 'system-button').click();
    await detail.updateComplete;
    expect(read(turnOf(detail, 't0'))).to.contain('Be brief.');
    expect(read(named(detail, 'system-button'))).to.equal('Hide 1 system message');
    named(detail, 'system-button').click();
    await detail.updateComplete;
    expect(turns(detail)[0]!.dataset['id']).to.equal('t1');
  });

  it('that was interrupted, failed or is not finished says so in words', async () => {
    const detail = await showing([
      turn('a', 'agent', 'One', { status: 'interrupted' }),
      turn('b', 'agent', 'Two', { status: 'failed' }),
      turn('c', 'agent', 'Three', { status: 'interim' }),
    ]);
    expect(
      ['a', 'b', 'c'].map((id) => read(within(turnOf(detail, id), 'turn-mark'))),
    ).to.deep.equal(['interrupted', 'failed', 'speaking…']);
  });

  it('of a kind nobody knows is shown all the same', async () => {
    const detail = await mountRead();
    expect(read(turnOf(detail, 't13'))).to.contain('"digit": 4');
    const odd = { ...turn('x', 'agent', 'From the future.'), kind: 'hologram' } as unknown as Turn;
    const other = await showing([odd]);
    expect(read(turnOf(other, 'x'))).to.contain('From the future.');
  });

  it('shows text as text, whatever it holds', async () => {
    const hostile = '<img src=x onerror="window.hacked=1">\u202egnp.\u0000';
    const detail = await showing([
      turn('x', 'agent', hostile),
      {
        ...{ id: hostile, kind: 'tool', status: 'final', parts: [] },
        tool: { name: hostile, state: 'constructor' as never, output: hostile },
      },
    ]);
    expect(within(turnOf(detail, 'x'), 'turn-text').textContent.trim()).to.equal(hostile);
    expect(all(detail, '.turn img, .turn script')).to.have.length(0);
    within(turnOf(detail, hostile), 'tool-head').click();
    await until(() => part(detail, 'tool-json'), 'what it answered');
    expect((window as { hacked?: number }).hacked).to.equal(undefined);
  });

  it('that is redacted shows a word in its place, and holds nothing of it', async () => {
    const detail = await mountRead();
    const redacted = turnOf(detail, 't4');
    expect(read(within(redacted, 'redaction'))).to.equal('Redacted: email address');
    expect(redacted.textContent).not.to.contain('tomasz@example.com');
    expect(read(redacted)).to.contain('my email is Redacted: email address');
  });

  it('of great length is cut, and the rest is a click away', async () => {
    const detail = await showing([turn('x', 'agent', 'word '.repeat(10_000))]);
    const shown = within(turnOf(detail, 'x'), 'turn-text');
    expect(shown.textContent.trim().length).to.be.within(19_000, 20_000);
    expect(read(named(detail, 'more-button'))).to.equal('Show 30,000 more characters');
    named(detail, 'more-button').click();
    await detail.updateComplete;
    expect(shown.textContent.trim().length).to.be.above(49_000);
    expect(part(detail, 'more-button')).not.to.exist;
  });
});

describe('a tool call', () => {
  it('tells its name, how long it took and how it ended, in words', async () => {
    const detail = await mountRead();
    expect(read(within(turnOf(detail, 't5'), 'tool-head'))).to.equal(
      'lookup_insurance_plan 640 ms Done',
    );
    const failed = within(turnOf(detail, 't9'), 'tool-head');
    expect(read(failed)).to.equal('transfer_call 1.2 s Error');
    const [ok, bad] = ['t5', 't9'].map(
      (id) => getComputedStyle(within(turnOf(detail, id), 'tool-state')).color,
    );
    expect(ok).not.to.equal(bad);
  });

  it('opens to what was asked and answered, without secrets', async () => {
    const detail = await mountRead();
    const tool = turnOf(detail, 't5');
    expect(tool.querySelector('[part~="tool-json"]')).not.to.exist;
    within(tool, 'tool-head').click();
    await until(() => tool.querySelector('[part~="tool-json"]'), 'the exchange');
    const texts = [...tool.querySelectorAll('pre')].map(({ textContent }) => textContent);
    expect(texts[0]).to.match(/^\{\n {2}"member_id"/);
    expect(texts[1]).to.contain('"plan": "Silver PPO"');
    expect(tool.textContent).not.to.contain('not-for-eyes');
    within(tool, 'tool-head').click();
    await until(() => !tool.querySelector('pre'), 'it is closed');
    expect(tool.querySelector('details')!.open).to.equal(false);
  });

  it('that failed says what went wrong', async () => {
    const detail = await mountRead();
    const tool = turnOf(detail, 't9');
    within(tool, 'tool-head').click();
    await until(() => tool.querySelector('pre'), 'the exchange');
    expect(read(tool)).to.contain('Response (error) Nobody answered within 20 seconds.');
  });

  it('with a long answer shows the first 4,000 characters, and more on demand', async () => {
    const detail = await showing([
      {
        ...{ id: 'x', kind: 'tool', status: 'final', parts: [] },
        tool: { name: 'dump', state: 'done', output: 'x'.repeat(9000) },
      },
    ]);
    within(turnOf(detail, 'x'), 'tool-head').click();
    await until(() => part(detail, 'more-button'), 'a way to the rest');
    expect(all(detail, 'pre')[1]!.textContent).to.have.length(4000);
    named(detail, 'more-button').click();
    await until(() => all(detail, 'pre')[1]!.textContent.length === 9000, 'all of it');
  });
});

describe('the latency of an answer', () => {
  it('is told, with a bar as long as the slowest', async () => {
    const detail = await mountRead();
    const badge = (id: string) => within(turnOf(detail, id), 'latency');
    expect(read(badge('t3'))).to.equal('900 ms response');
    expect(read(badge('t6'))).to.equal('2.4 s response · slowest');
    expect(read(badge('t8'))).to.equal('340 ms TTFT');
    const length = (id: string) =>
      [...badge(id).querySelectorAll('rect')].reduce(
        (sum, rect) => sum + Number(rect.getAttribute('width')),
        0,
      );
    expect(length('t6')).to.be.closeTo(100, 0.1);
    expect(length('t3')).to.be.closeTo(37.5, 0.1);
  });

  it('is broken down on hover and on focus, and Escape closes that', async () => {
    const detail = await mountRead();
    const badge = within(turnOf(detail, 't6'), 'latency');
    const tip = named(detail, 'tooltip');
    badge.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    expect(tip.matches(':popover-open')).to.equal(true);
    expect(tip.textContent).to.equal('LLM 1.5 s\nVoice 300 ms\nTools 400 ms\nOther 200 ms');
    badge.focus();
    const escape = { key: 'Escape', bubbles: true, composed: true, cancelable: true };
    let closed = 0;
    detail.addEventListener('conversation-close', () => (closed += 1));
    badge.dispatchEvent(new KeyboardEvent('keydown', escape));
    expect(tip.matches(':popover-open')).to.equal(false);
    expect(closed).to.equal(0);
    badge.blur();
    badge.focus();
    expect(tip.matches(':popover-open')).to.equal(true);
    expect(badge.ariaLabel).to.contain('slowest, LLM 1.5 s');
    const below = () => tip.getBoundingClientRect().top - badge.getBoundingClientRect().bottom;
    const distance = below();
    named(detail, 'transcript').scrollTop = 40;
    await frames(2);
    expect(tip.matches(':popover-open'), 'focus takes it along').to.equal(true);
    expect(below()).to.be.closeTo(distance, 1);
  });
});

describe('what was written', () => {
  it('as a text message tells what became of it', async () => {
    const detail = await mountRead({ conversationId: 'c-2' });
    const foot = (id: string) => read(within(turnOf(detail, id), 'sms-status'));
    expect([foot('s1'), foot('s2'), foot('s3')]).to.deep.equal([
      'Delivered · 2 segments',
      'Received',
      'Undelivered · 30006',
    ]);
    expect(read(turnOf(detail, 's4'))).to.contain('Removed on Nov 21');
    expect(all(detail, 'recording-player')).to.have.length(0);
  });

  it('says its day where that is another one than before', async () => {
    const at = (id: string, time: string) => turn(id, 'caller', 'Hi.', { kind: 'sms', at: time });
    const thread = [
      at('a', '2026-11-20T23:50:00Z'),
      at('b', '2026-11-20T23:59:00Z'),
      turn('s', 'system', 'Hidden.', { at: '2026-11-22T09:00:00Z' }),
      at('c', '2026-11-22T09:01:00Z'),
    ];
    const provider = details([{ conversation: text, transcript: transcriptOf(thread) }]);
    const detail = await mountRead({ provider, conversationId: 'c-2' });
    const times = () => turns(detail).map((each) => read(within(each, 'turn-time')));
    expect(times()).to.deep.equal(['11:50 PM', '11:59 PM', 'Nov 22, 9:01 AM']);
    detail.timeZone = 'Asia/Kolkata';
    await detail.updateComplete;
    expect(times()).to.deep.equal(['Nov 21, 5:20 AM', '5:29 AM', 'Nov 22, 2:31 PM']);
  });

  it('loads no image before the reader asks, and links only to web addresses', async () => {
    const given = [
      { id: '1', name: 'a.png', type: 'image/png', url: 'https://files.example.com/a.png' },
      { id: '2', name: 'b.svg', type: 'image/svg+xml', url: 'https://files.example.com/b.svg' },
      { id: '3', name: 'c.txt', type: 'text/plain', url: 'javascript:alert(1)' },
    ].map((each) => ({ ...each, inline: false }));
    const detail = await showing([turn('x', 'caller', 'See:', { attachments: given })]);
    await until(() => part(detail, 'attachments'), 'the files');
    expect(all(detail, 'img')).to.have.length(0);
    expect(all(detail, 'a.file').map((link) => (link as HTMLAnchorElement).href)).to.deep.equal([
      'https://files.example.com/a.png',
      'https://files.example.com/b.svg',
    ]);
    expect(all(detail, '[part~="image-button"]')).to.have.length(1);
    expect(read(named(detail, 'attachments'))).to.contain('c.txt');
  });

  it('as an email has its head, and what it quotes is folded', async () => {
    const detail = await mountRead({ conversationId: 'c-3' });
    const first = turnOf(detail, 'e1');
    expect(read(within(first, 'email-subject'))).to.equal('Invoice 2291');
    expect(read(within(first, 'email-head'))).to.contain(
      'From Inês Duarte <ines.duarte@example.com>',
    );
    const answer = turnOf(detail, 'e2');
    expect(read(within(answer, 'turn-text'))).to.equal('Corrected. A new copy is attached.');
    const [quoted] = [...answer.querySelectorAll<HTMLElement>('[part~="unfold-button"]')];
    quoted!.click();
    await detail.updateComplete;
    expect(read(within(answer, 'turn-text'))).to.contain('names my old address');
    expect(quoted!.ariaExpanded).to.equal('true');
  });

  it('as formatted mail is shown in a frame, when the reader wants that', async () => {
    const detail = await mountRead({ conversationId: 'c-3' });
    const answer = turnOf(detail, 'e2');
    const button = () =>
      [...answer.querySelectorAll<HTMLElement>('[part~="unfold-button"]')].at(-1)!;
    expect(read(button())).to.equal('Show formatted');
    button().click();
    await until(() => answer.querySelector('iframe'), 'the frame');
    expect(answer.querySelector('[part~="turn-text"]')).not.to.exist;
    button().click();
    await until(() => !answer.querySelector('iframe'), 'the text');
    expect(read(answer)).to.contain('Corrected.');
  });
});
