/** Every state the stories of text messages show is accessible, light and dark, and says what it is about. */
import { expect } from '@open-wc/testing';
import * as stories from '../../../stories/agentmessage.stories.js';
import { until } from '../../../stories/inbox.js';
import { partsOf, textIn } from '../../helpers/parts.js';
import { areAccessible, says, showStory } from '../../helpers/stories.js';

/** What is read, story by story. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  SmsInbox: ['Opted out', 'Removed on Nov 1', 'See you then'],
  OptedOut: ['+12025550144', '[redacted]'],
  NoTexts: ['No conversations'],
  NotPermitted: ['Missing scope: conversations:read', 'req_7d41c0'],
  RefusedFilter: ['Must be a number with its country.'],
  SmsThread: ['+12025550143', 'Opted in', 'lamp.jpg', 'See you then'],
  OptedOutThread: ['Opted out', '[redacted]'],
  RemovedThread: ['Removed on Nov 1'],
  LongThread: ['Is parcel 1 on its way?', 'Load up to the newest'],
  UnknownThread: ['There is no conversation with this id', 'req_7d41c0'],
};

describe('the stories of text messages', () => {
  areAccessible(stories, says(SAYS));
});

describe('a thread between two numbers', () => {
  it('tells the sides apart by what they are, because a plus says nothing', async () => {
    const { canvas } = await showStory(stories, 'SmsThread');
    const detail = canvas.querySelector('conversation-detail')!;
    await until(() => partsOf(detail).has('avatar'), 'its messages');
    const avatars = [...detail.shadowRoot!.querySelectorAll<HTMLElement>('[part~="avatar"]')];
    expect(avatars.map((avatar) => avatar.innerText)).to.deep.equal(['C', 'A', 'C']);
  });
});

describe('a thread too long to be read to its end', () => {
  it('goes on to its newest message when the reader asks for it', async () => {
    const { canvas } = await showStory(stories, 'LongThread');
    const detail = canvas.querySelector('conversation-detail')!;
    const button = await until(
      () => detail.shadowRoot?.querySelector<HTMLElement>('[part~="load-button"]'),
      'the button',
    );
    expect(textIn(detail)).not.to.contain('Is parcel 30');
    button.click();
    await until(() => textIn(detail).includes('Is parcel 30'), 'the newest');
    expect(textIn(detail)).not.to.contain('Load up to the newest');
  });
});
