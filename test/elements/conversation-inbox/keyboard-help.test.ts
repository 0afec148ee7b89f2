/** The keys, told in a dialog; and whether changes arrive by themselves. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ConversationProvider, ListChange } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { like, memory } from '../../../stories/inbox.js';
import { focused, frames, mountLoaded, one, part, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

afterEach(() => setViewport({ width: 800, height: 600 }));

const dialog = (inbox: Element) => one(inbox, '[part="help"]') as HTMLDialogElement | null;
const told = (inbox: Element) =>
  [...dialog(inbox)!.querySelectorAll('dl > div')].map((line) =>
    line.textContent.replace(/\s+/g, ' ').trim(),
  );

async function withHelp(provider: ConversationProvider) {
  const inbox = await mountLoaded(provider);
  (await until(() => part(inbox, 'help-button'), 'the button')).click();
  await until(() => dialog(inbox)?.open, 'the dialog');
  return inbox;
}

describe('the help of keys', () => {
  it('is opened by its button, with the keys of the inbox, and gives focus back', async () => {
    const inbox = await mountLoaded(memory(many(3)));
    const button = await until(() => part(inbox, 'help-button'), 'the button');
    expect(button.getAttribute('aria-label')).to.equal('Keyboard shortcuts');
    button.focus();
    await press('Enter');
    await until(() => dialog(inbox)?.open, 'the dialog');
    expect(dialog(inbox)!.matches(':modal')).to.equal(true);
    expect(told(inbox)).to.include('↑ ↓ A row up or down');
    expect(told(inbox)).to.include('Ctrl + Home Ctrl + End To the first or last loaded row');
    expect(told(inbox)).to.include('Esc in the search Empty the search');
    expect(told(inbox)).to.include('Space Play or pause the recording');
    await expect(inbox).to.be.accessible();
    await press('Escape');
    await until(() => dialog(inbox) === null, 'it is gone');
    expect(focused(inbox)).to.equal(button);
    await press('Enter');
    await until(() => dialog(inbox)?.open, 'it can be asked for again');
    await press('Tab', 'Enter');
    await until(() => dialog(inbox) === null, 'its own button closes it');
    expect(focused(inbox)).to.equal(button);
  });

  it('names no letter, and no key of what this inbox has not', async () => {
    const inbox = await withHelp(
      createMemoryProvider({ conversations: many(3), capabilities: { filters: {} } }),
    );
    expect(told(inbox).join()).not.to.match(/Play|search/);
    const keys = [...dialog(inbox)!.querySelectorAll('kbd')].map((key) => key.textContent);
    expect(keys.filter((key) => /^\w$/.test(key))).to.deep.equal([]);
  });

  it('fits 320 pixels', async () => {
    await setViewport({ width: 320, height: 480 });
    const inbox = await withHelp(memory(many(3)));
    const box = dialog(inbox)!.getBoundingClientRect();
    expect([box.left >= 0, box.right <= 320, box.bottom <= 480]).to.deep.equal([true, true, true]);
    expect(dialog(inbox)!.scrollWidth).to.be.at.most(dialog(inbox)!.clientWidth);
    await expect(inbox).to.be.accessible();
  });

  it('goes with the inbox, and with its provider', async () => {
    const inbox = await withHelp(memory(many(3)));
    inbox.provider = memory(many(4), { key: 'other' });
    await until(() => dialog(inbox) === null, 'it is gone');
    part(inbox, 'help-button')!.click();
    await until(() => dialog(inbox)?.open, 'it is open again');
    const place = inbox.parentElement!;
    inbox.remove();
    await frames(2);
    place.append(inbox);
    await frames(2);
    expect(dialog(inbox) === null).to.equal(true);
  });
});

describe('the end of the toolbar', () => {
  it('says "Live" for as long as changes arrive', async () => {
    let send: (change: ListChange) => void = () => undefined;
    const provider = like(memory(many(3)), {
      async *watch() {
        for (;;) yield await new Promise<ListChange>((done) => (send = done));
      },
    });
    const inbox = await mountLoaded(provider);
    await until(() => part(inbox, 'export-button'), 'the toolbar');
    expect(part(inbox, 'live') === null, 'nobody asked for it').to.equal(true);
    inbox.live = true;
    const live = await until(() => part(inbox, 'live'), 'it is live');
    expect(live.textContent).to.equal('Live');
    await expect(inbox).to.be.accessible();
    send({ type: 'state', state: 'reconnecting' });
    await until(() => part(inbox, 'live') === null, 'the connection is gone');
    send({ type: 'state', state: 'live' });
    await until(() => part(inbox, 'live'), 'and back');
  });
});
