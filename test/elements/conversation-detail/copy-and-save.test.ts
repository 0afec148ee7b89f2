/** What a reader takes along: the text of a turn, the whole as Markdown, files; and nothing that is hidden. */
import { expect } from '@open-wc/testing';
import type { ConversationDetailElement } from '../../../src/index.js';
import type { Turn } from '../../../src/model/index.js';
import { turn } from '../../../stories/detail.js';
import { longTalk, talkOf } from '../../helpers/long-transcript.js';
import { press } from '../../helpers/keys.js';
import {
  focused,
  mountRead,
  named,
  part,
  read,
  status,
  turnOf,
  turns,
  until,
  within,
  type Place,
} from './support.js';

const TALK: readonly Turn[] = [
  turn('s', 'system', 'You are Nora, the secret prompt.'),
  turn('a', 'agent', 'Good afternoon.', { start: 0 }),
  turn('b', 'caller', 'My card is 4111 and it is blue.', {
    start: 125,
    redactions: [{ from: 11, to: 15, label: 'card' }],
  }),
  {
    ...turn('c', 'agent', '', { start: 130 }),
    kind: 'tool',
    parts: [],
    tool: { name: 'charge', state: 'done', input: { api_key: 'sk-live', sum: 3 }, output: 'ok' },
  },
  turn('d', 'agent', 'All is paid.', { start: 140 }),
];

async function mountTalk(
  given: readonly Turn[] = TALK,
  place?: Place,
): Promise<ConversationDetailElement> {
  const detail = await mountRead({ provider: talkOf(given), detailHref: '/c/{id}' }, place);
  await until(() => part(detail, 'export-button'), 'there is a menu');
  return detail;
}

/** Takes the place of the clipboard for one test. */
async function withClipboard(
  writeText: (text: string) => Promise<void>,
  use: () => Promise<void>,
): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  try {
    await use();
  } finally {
    if (own) Object.defineProperty(navigator, 'clipboard', own);
    else Reflect.deleteProperty(navigator, 'clipboard');
  }
}

async function copied(act: () => Promise<void> | void): Promise<string> {
  const texts: string[] = [];
  const take = (text: string) => (texts.push(text), Promise.resolve());
  await withClipboard(take, async () => {
    await act();
    await until(() => texts.length > 0, 'something is copied');
  });
  return texts.join('|');
}

const copyButton = (detail: Element, id: string) =>
  turnOf(detail, id).querySelector<HTMLElement>('[data-action="copy-text"]')!;

async function openMenu(detail: ConversationDetailElement): Promise<HTMLElement[]> {
  named(detail, 'export-button').click();
  await until(() => named(detail, 'export-menu').matches(':popover-open'), 'the menu is open');
  return [...named(detail, 'export-menu').querySelectorAll('button')];
}

/** What is saved by an act: its name and its text. */
async function saved(act: () => void): Promise<{ name: string; text: string }> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let [blob, name]: [Blob | undefined, string] = [undefined, ''];
  URL.createObjectURL = (given) => ((blob = given as Blob), createObjectURL.call(URL, given));
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    name = this.download;
  };
  try {
    act();
    return { name, text: await (blob as unknown as Blob).text() };
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
}

/** What a copy of the selection would hold; undefined where it is left to the browser. */
function copyOf(detail: ConversationDetailElement): string | undefined {
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent('copy', {
    clipboardData,
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  turns(detail)[0]!.dispatchEvent(event);
  return event.defaultPrevented ? clipboardData.getData('text/plain') : undefined;
}

const textNode = (detail: Element, id: string, index = 0) =>
  turnOf(detail, id).querySelectorAll('.text span')[index]!.firstChild as Text;

describe('copies of a transcript', () => {
  it('hold a turn with who and when, and words for what is redacted', async () => {
    const detail = await mountTalk();
    expect(await copied(() => copyButton(detail, 'b').click())).to.equal(
      'Tomasz Wójcik [2:05]: My card is [redacted: card] and it is blue.',
    );
    await until(() => status(detail) === 'Text copied', 'it is said');
    await until(() => copyButton(detail, 'b').ariaLabel === 'Text copied', 'it is shown');
    expect(copyButton(detail, 'a').ariaLabel).to.equal('Copy text');
    const link = turnOf(detail, 'b').querySelector('[data-action="copy"]');
    expect(link!.ariaLabel).to.equal('Copy link to this moment');
  });

  it('hold everything that is shown as Markdown, and nothing that is hidden', async () => {
    const detail = await mountTalk();
    const text = await copied(async () => (await openMenu(detail))[0]!.click());
    expect(text).to.contain('**Nora** [0:00]:\n\nGood afternoon.');
    expect(text).to.contain('**Tool charge** [2:10] *(done)*');
    expect(text).not.to.match(/secret prompt|4111|sk-live/);
    await until(() => status(detail) === 'Transcript copied', 'it is said');
    named(detail, 'system-button').click();
    await until(() => turns(detail).length === 5, 'system messages are shown');
    expect(await copied(async () => (await openMenu(detail))[0]!.click())).to.contain(
      'secret prompt',
    );
  });

  it('are offered as text where the browser refuses its clipboard', async () => {
    const detail = await mountTalk();
    const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    await withClipboard(refuse, async () => {
      (await openMenu(detail))[0]!.click();
      const field = await until(() => part(detail, 'copy-field'), 'the text is offered');
      expect(field).to.be.instanceOf(HTMLTextAreaElement);
      const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
      expect(value).to.contain('Good afternoon.\n');
      expect([selectionStart, selectionEnd]).to.deep.equal([0, value.length]);
      expect(focused(detail)).to.equal(field);
      await expect(detail).to.be.accessible();
      await press('Escape');
      expect(part(detail, 'copy-field')).to.equal(null);
    });
  });

  it('of a selection across turns are lines with who and when, the ends as they were selected', async () => {
    const detail = await mountTalk();
    const selection = document.getSelection()!;
    selection.setBaseAndExtent(textNode(detail, 'a'), 5, textNode(detail, 'd'), 6);
    expect(copyOf(detail)).to.equal(
      [
        'Nora [0:00]: afternoon.',
        'Tomasz Wójcik [2:05]: My card is [redacted: card] and it is blue.',
        'Tool charge [2:10]: (done) Request: {\n  "api_key": "[hidden]",\n  "sum": 3\n}\nResponse: ok',
        'Nora [2:20]: All is',
      ].join('\n'),
    );
    selection.setBaseAndExtent(textNode(detail, 'b', 1), 4, textNode(detail, 'a'), 5);
    expect(copyOf(detail)?.split('\n')[0]).to.equal('Nora [0:00]: afternoon.');
    selection.setBaseAndExtent(textNode(detail, 'a'), 0, textNode(detail, 'a'), 4);
    expect(copyOf(detail)).to.equal(undefined);
    selection.removeAllRanges();
    expect(copyOf(detail)).to.equal(undefined);
  });

  it('of a selection hold turns that are not on the page any more', async () => {
    const detail = await mountRead({ provider: longTalk(3000) });
    await until(() => part(detail, 'export-button'), 'there is a menu');
    await until(() => turns(detail)[0]!.ariaSetSize, 'the window is there');
    const first = textNode(detail, 't1');
    const scroller = named(detail, 'transcript');
    document.getSelection()!.setBaseAndExtent(first, 0, first, 4);
    scroller.scrollTop = scroller.scrollHeight / 2;
    await until(() => Number(turns(detail)[5]!.ariaPosInSet) > 1000, 'others are there');
    const last = turns(detail).at(-1)!;
    const end = [...last.querySelectorAll('.text span')].at(-1)?.firstChild ?? last;
    document.getSelection()!.setBaseAndExtent(first, 0, end, 1);
    expect(copyOf(detail)!.match(/^Nora|^Tomasz|^Tool/gm)!.length).to.be.closeTo(
      Number(last.ariaPosInSet) - 1,
      1,
    );
    document.getSelection()!.removeAllRanges();
  });
});

describe('files of a transcript', () => {
  it('are text, JSON, subtitles and a table of what is shown', async () => {
    const detail = await mountTalk();
    const names: string[] = [];
    for (const index of [1, 2, 3, 4]) {
      const item = (await openMenu(detail))[index]!;
      const { name, text } = await saved(() => item.click());
      names.push(name);
      expect(text).to.contain('All is paid.');
      expect(text).not.to.match(/secret prompt|4111|sk-live/);
      await until(() => status(detail) === `${name} saved`, 'it is said');
    }
    expect(names).to.deep.equal(
      ['txt', 'json', 'vtt', 'csv'].map((format) => `conversation-c-1.${format}`),
    );
  });

  it('are no subtitles where nothing has a time', async () => {
    const detail = await mountTalk([turn('a', 'agent', 'Good afternoon.')]);
    const items = (await openMenu(detail)).map(read);
    expect(items.join()).not.to.contain('WebVTT');
    expect(items).to.have.length(4);
  });

  it('are told before what they will hold', async () => {
    const detail = await mountTalk();
    await openMenu(detail);
    expect(read(named(detail, 'export-note'))).to.equal('4 turns, 1 hidden left out');
    await expect(detail).to.be.accessible();
  });

  it('are chosen by keys, and Escape goes back to the button', async () => {
    const detail = await mountTalk();
    let closed = 0;
    detail.addEventListener('conversation-close', () => (closed += 1));
    named(detail, 'export-button').focus();
    await press('Enter');
    const items = [...named(detail, 'export-menu').querySelectorAll('button')];
    await until(() => focused(detail) === items[0], 'the first one has the focus');
    await press('ArrowDown');
    expect(focused(detail)).to.equal(items[1]);
    await press('ArrowUp');
    await press('ArrowUp');
    expect(focused(detail)).to.equal(items.at(-1));
    await press('Escape');
    expect(focused(detail)).to.equal(named(detail, 'export-button'));
    expect(closed).to.equal(0);
  });

  it('fit on a narrow page, in either direction', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const detail = await mountTalk(TALK, { width: '320px', dir });
      await openMenu(detail);
      const { left, right } = named(detail, 'export-menu').getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(document.documentElement.clientWidth);
      expect(within(named(detail, 'header'), 'find').getBoundingClientRect().width).to.be.lessThan(
        320,
      );
      await expect(detail).to.be.accessible();
      detail.remove();
    }
  });
});
