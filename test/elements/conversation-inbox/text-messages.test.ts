/** Text messages of AgentMessage, in the inbox and opened from it. */
import { expect, fixture, html } from '@open-wc/testing';
import * as stories from '../../../stories/agentmessage.stories.js';
import { textMessages } from '../../../stories/text-messages.js';
import { mount, part, rows, until } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';

type Render = (args: object) => unknown;
const { default: meta, SmsInbox, SmsThread, RemovedThread } = stories;

async function show(story: { readonly args?: object; readonly render?: unknown }) {
  return fixture<HTMLElement>(html`
    <div>${(story.render as Render)({ ...meta.args, ...story.args })}</div>
  `);
}

const textsOf = (inbox: Element, column: string) =>
  rows(inbox).map((row) => {
    const cell = row.querySelector<HTMLElement>(`[data-column="${column}"]`);
    return cell?.innerText.trim() ?? '';
  });

describe('an inbox of text messages', () => {
  it('shows the last texts, those that were removed with their date, and who consented', async () => {
    const canvas = await show(SmsInbox);
    const inbox = canvas.querySelector('conversation-inbox')!;
    await until(() => rows(inbox).length === 4, 'four conversations');
    await until(() => textsOf(inbox, 'consent').every(Boolean), 'the added columns');
    expect(textsOf(inbox, 'summary').map((text) => text.replace(/, \d{4}$/, ''))).to.deep.equal([
      'See you then 👍',
      '[redacted]',
      'مرحبًا، أريد تغيير موعد التوصيل.',
      'Removed on Nov 1',
    ]);
    expect(textsOf(inbox, 'consent').map((text) => text.replace(/, \d{4}/, ''))).to.deep.equal([
      'Opted in (Jan 15)',
      'Opted out',
      '-',
      'Opted in (Jan 15)',
    ]);
    const styleOf = (index: number) =>
      getComputedStyle(rows(inbox)[index]!.querySelector('[data-column="summary"] bdi')!).fontStyle;
    expect([styleOf(1), styleOf(3)], 'no text that somebody wrote').to.deep.equal([
      'normal',
      'italic',
    ]);
    expect(textsOf(inbox, 'agent-number')[1]).to.equal('+12025550101');
    await expect(canvas).to.be.accessible();
  });

  it('has no column for what text messages never have', async () => {
    const inbox = await mount({ provider: textMessages() });
    await until(() => rows(inbox).length === 4, 'four conversations');
    const parts = partsOf(inbox);
    for (const id of ['agent', 'status', 'duration', 'caller-name', 'play']) {
      expect(parts.has(`cell-${id}`), id).to.equal(false);
    }
    for (const id of ['caller', 'agent-number', 'direction', 'summary', 'date', 'time', 'type']) {
      expect(parts.has(`cell-${id}`), id).to.equal(true);
    }
  });

  it('asks again with the filter that is chosen', async () => {
    const inbox = await mount({ provider: textMessages(), query: { optedIn: false } });
    await until(() => rows(inbox).length === 1, 'who opted out');
    expect(textsOf(inbox, 'caller')[0]).to.contain('+12025550144');
  });
});

describe('an inbox that only HTML connects', () => {
  it('says that it needs to know where the server is', async () => {
    const element = await fixture(html`
      <conversation-provider adapter="agentmessage">
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    const inbox = element.querySelector('conversation-inbox')!;
    await until(() => part(inbox, 'error'), 'what is wrong');
    expect(part(inbox, 'error')!.innerText).to.contain('AgentMessage needs a base URL.');
    await expect(element).to.be.accessible();
  });
});

describe('a thread that a link leads to', () => {
  it('says with whom it is, and has its messages with their files', async () => {
    const canvas = await show(SmsThread);
    const detail = canvas.querySelector('conversation-detail')!;
    await until(() => partsOf(detail).has('turn'), 'messages');
    const { shadowRoot } = detail;
    const said = [...shadowRoot!.querySelectorAll<HTMLElement>('[part~="turn"]')];
    expect(said).to.have.length(3);
    expect(shadowRoot!.querySelector('h2')!.textContent).to.contain('+12025550143');
    const link = shadowRoot!.querySelector<HTMLAnchorElement>('a[part~="attachment"]')!;
    expect(link.href).to.equal('https://files.example.com/lamp.jpg');
    expect(link.innerText).to.contain('lamp.jpg');
    await expect(canvas).to.be.accessible();
  });

  it('says of each message that retention took when that was', async () => {
    const canvas = await show(RemovedThread);
    const detail = canvas.querySelector('conversation-detail')!;
    await until(() => partsOf(detail).has('turn'), 'messages');
    const said = [...detail.shadowRoot!.querySelectorAll<HTMLElement>('[part~="turn"]')];
    expect(said).to.have.length(2);
    for (const turn of said) expect(turn.innerText).to.contain('Removed on Nov 1');
    await expect(canvas).to.be.accessible();
  });
});
