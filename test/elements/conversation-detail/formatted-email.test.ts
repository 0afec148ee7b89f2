import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/define.js';
import type { ConversationProvider } from '../../../src/model/index.js';
import { newsletter, PIXEL } from '../../helpers/emails.js';
import { until } from '../../helpers/inbox.js';

const text = 'Garden chairs from Monday, as text.';
const message = (more: Record<string, unknown>) => ({
  from: 'Garden Agent <agent@shop.example>',
  to: 'ada@shop.example',
  subject: 'Spring offers',
  date: '2025-03-14T10:00:00Z',
  ...more,
});

const provider = (messages: readonly unknown[]): ConversationProvider => ({
  key: 'emails',
  capabilities: { filters: {}, fields: [], order: 'created', maxPageSize: 50 },
  list: () => Promise.resolve({ items: [] }),
  get: (id) =>
    Promise.resolve({
      conversation: {
        id,
        at: '2025-03-14T10:00:00Z',
        channel: 'email',
        recording: 'none',
        transcript: 'available',
      },
      transcript: { raw: { messages }, shape: 'email' },
    }),
});

async function read(...messages: readonly unknown[]) {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.blockSize = '600px';
  const detail = document.createElement('conversation-detail');
  Object.assign(detail, { provider: provider(messages), conversationId: 'c-1', timeZone: 'UTC' });
  box.append(detail);
  const root = detail.shadowRoot!;
  await until(() => root.querySelector('[part~="turn-email"]') !== null, 'the email is there');
  return root;
}

const frameIn = (root: ShadowRoot) =>
  root.querySelector<HTMLIFrameElement>('[part~="email-frame"]');
const bodyOf = (root: ShadowRoot) => frameIn(root)?.contentDocument?.body;
const press = (root: ShadowRoot, label: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === label)!.click();
const shownText = (root: ShadowRoot) =>
  root.querySelector('[part~="turn-text"]')?.textContent?.trim();

describe('an email in a conversation', () => {
  it('is read as text first, formatted when the reader wants it, and as text again', async () => {
    const root = await read(
      message({
        html: newsletter,
        text,
        attachments: [
          {
            content_id: '<logo@shop.example>',
            mime_type: 'image/png',
            url: PIXEL,
            name: 'logo.png',
          },
        ],
      }),
    );
    expect(shownText(root)).to.equal(text);
    expect(frameIn(root)).to.equal(null);
    press(root, 'Show formatted');
    await until(() => bodyOf(root)?.querySelector('.title') != null, 'the formatted message');
    expect(frameIn(root)!.title).to.equal('Spring offers');
    expect(getComputedStyle(bodyOf(root)!.querySelector('.title')!).letterSpacing).to.equal('1px');
    expect(bodyOf(root)!.querySelector('.head img')).not.to.equal(null);
    expect(shownText(root)).to.equal(undefined);
    press(root, 'Show as text');
    await until(() => shownText(root) === text, 'the text');
    expect(frameIn(root)).to.equal(null);
  });

  it('stays as it was left when the reader looks at its text in between', async () => {
    const root = await read(message({ html: newsletter, text }));
    const notice = () => root.querySelector('[part~="email-notice"]')?.textContent;
    press(root, 'Show formatted');
    await until(() => notice()?.includes('3 remote images') === true, 'what is not shown');
    press(root, 'Show as text');
    await until(() => shownText(root) === text, 'the text');
    press(root, 'Show formatted');
    await until(() => bodyOf(root)?.querySelector('.title') != null, 'the message again');
    expect(notice()).to.contain('3 remote images are not shown.');
  });

  it('lists the files that came with it, but not the images that are in it', async () => {
    const image = { mime_type: 'image/png', url: PIXEL };
    const root = await read(
      message({
        html: '<img src="cid:logo%40shop.example"><img src="cid:drawn@shop.example"><p>Hello.</p>',
        text,
        attachments: [
          { ...image, content_id: '<logo@shop.example>', name: 'logo.png' },
          { ...image, content_id: '<other@shop.example>', name: 'other.png' },
          {
            mime_type: 'image/svg+xml',
            url: 'data:image/svg+xml;base64,PHN2Zy8+',
            content_id: 'drawn@shop.example',
            name: 'a.svg',
          },
          { mime_type: 'application/pdf', name: 'offers.pdf' },
        ],
      }),
    );
    const files = [...root.querySelectorAll('[part~="attachment"]')].map((one) =>
      one.textContent.trim(),
    );
    expect(files).to.deep.equal(['other.png', 'a.svg', 'offers.pdf']);
  });

  it('that has no text is formatted from the start', async () => {
    const root = await read(
      message({ html: '<img src="https://a.example/a.png" alt="A picture">' }),
    );
    await until(() => bodyOf(root)?.textContent?.includes('A picture') === true, 'its name');
  });
});
