import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { cell, focused, frames, mountLoaded, part, until } from '../../helpers/inbox.js';

const urlOf = (id: string) => new URL(`/c/${id}`, location.href).href;

const table = () =>
  mountLoaded(createMemoryProvider({ conversations: many(20) }), { detailHref: '/c/{id}' });

describe('copying the link of a row', () => {
  const { clipboard } = navigator;
  afterEach(() => Reflect.deleteProperty(clipboard, 'writeText'));

  const said = (inbox: Element) =>
    part(inbox, 'base')!.querySelector('[role="status"]')!.textContent;

  async function copy(inbox: ConversationInbox, index: number) {
    cell(inbox, index, 'copy').querySelector('button')!.click();
    await frames(1);
  }

  it('says Copied only when it was', async () => {
    const inbox = await table();
    let copied!: () => void;
    const texts: string[] = [];
    clipboard.writeText = (text) => {
      texts.push(text);
      return new Promise((done) => (copied = done));
    };
    await copy(inbox, 2);
    expect(texts).to.deep.equal([urlOf('n-2')]);
    expect(said(inbox)).not.to.equal('Copied');
    copied();
    await until(() => said(inbox) === 'Copied', 'it says so');
    expect(part(inbox, 'copy-fallback') === null).to.equal(true);
  });

  it('offers the link as selected text when the browser refuses', async () => {
    clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
    const inbox = await table();
    await copy(inbox, 2);
    const field = (await until(() => part(inbox, 'copy-field'), 'the link')) as HTMLInputElement;
    await inbox.updateComplete;
    expect(field.value).to.equal(urlOf('n-2'));
    expect(focused(inbox) === field).to.equal(true);
    expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).to.equal(urlOf('n-2'));
    expect(said(inbox)).not.to.equal('Copied');
    await expect(inbox).to.be.accessible();
  });

  it('is done with by Escape or Close, and focus is back in the table', async () => {
    clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
    const inbox = await table();
    const button = cell(inbox, 2, 'copy').querySelector('button')!;
    for (const leave of [
      () => sendKeys({ press: 'Escape' }),
      () => part(inbox, 'copy-fallback')!.querySelector('button')!.click(),
    ]) {
      button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => focused(inbox) === part(inbox, 'copy-field'), 'the link has focus');
      await leave();
      await until(() => !part(inbox, 'copy-fallback'), 'it is gone');
      await frames(1);
      expect(focused(inbox) === button, 'not lost').to.equal(true);
    }
  });
});
