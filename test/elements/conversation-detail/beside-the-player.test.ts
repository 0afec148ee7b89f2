/** Whatever becomes of the recording, its transcript is read, searched and gone through all the same. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ConversationDetailElement } from '../../../src/index.js';
import type { PlaybackSession } from '../../../src/internal/playback.js';
import { providerError, type Availability, type PlaybackReason } from '../../../src/model/index.js';
import { details, manyTurns, phone, transcriptOf } from '../../../stories/detail.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback } from '../recording-player/support.js';
import { focused, mountRead, named, part, read, turnOf, until, within } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(() => (fake = fakePlayback()));
afterEach(() => fake.restore());

/** What the player says of it. */
const UNAVAILABLE: readonly (readonly [Availability, string])[] = [
  ['none', 'There is no recording'],
  ['withheld', 'You are not permitted to listen'],
  ['processing', 'The recording is not ready yet'],
  ['removed', 'The recording was removed'],
];

const error = providerError('server', 'The archive is being moved.', { requestId: 'req_8f2c01' });
const FAILED: readonly (readonly [Partial<PlaybackSession>, string])[] = [
  [{ state: 'failed', reason: 'expired', error }, 'The link to the recording has expired'],
  [{ state: 'failed', reason: 'offline' }, 'You are offline'],
  [{ state: 'failed', reason: 'unsupported' }, 'This browser cannot play this recording'],
  [{ state: 'paused', reason: 'blocked' }, 'Press Play to listen'],
];

const opened = (recording: Availability) => {
  const transcript = transcriptOf(manyTurns(40));
  return mountRead({ provider: details([{ conversation: { ...phone, recording }, transcript }]) });
};

const said = (detail: Element) =>
  read(
    detail
      .shadowRoot!.querySelector('recording-player')!
      .shadowRoot!.querySelector('[part~="message-title"]'),
  );

/** Read, scrolled, gone through with the keyboard, and searched. */
async function expectReadable(detail: ConversationDetailElement): Promise<void> {
  const scroller = named(detail, 'transcript');
  expect(scroller.clientHeight, 'room to read').to.be.above(250);
  scroller.scrollTop = scroller.scrollHeight;
  const last = turnOf(detail, 'm39').getBoundingClientRect();
  expect(last.bottom).to.be.at.most(scroller.getBoundingClientRect().bottom);
  turnOf(detail, 'm0').focus();
  await press('ArrowDown', 'ArrowDown');
  expect(focused(detail)).to.equal(turnOf(detail, 'm2'));
  await until(() => part(detail, 'find-field') ?? part(detail, 'find'), 'the search');
  await press('/');
  await sendKeys({ type: 'sentence 25' });
  await until(() => read(part(detail, 'find-count')).startsWith('1 of 1'), 'what is found');
  await press('Escape', 'Escape');
  expect(focused(detail)).to.equal(turnOf(detail, 'm25'));
  await expect(detail).to.be.accessible();
}

describe('the transcript stays usable', () => {
  for (const [availability, says] of UNAVAILABLE) {
    it(`beside a recording that is ${availability}; no turn offers to play`, async () => {
      const detail = await opened(availability);
      fake.session().change({ state: 'unavailable', reason: availability as PlaybackReason });
      await until(() => said(detail).includes(says), 'what the player says');
      await expectReadable(detail);
      expect(turnOf(detail, 'm3').querySelector('button[part~="turn-time"]')).not.to.exist;
      within(turnOf(detail, 'm3'), 'turn-bubble').click();
      expect(fake.session().calls.filter((call) => call !== 'check')).to.deep.equal([]);
    });
  }

  for (const [fields, says] of FAILED) {
    it(`beside a recording that is ${fields.reason}; a click on a turn tries there`, async () => {
      const detail = await opened('available');
      const session = fake.session();
      session.change(fields);
      await until(() => said(detail).includes(says), 'what the player says');
      await expectReadable(detail);
      session.calls.length = 0;
      within(turnOf(detail, 'm3'), 'turn-bubble').click();
      expect(session.calls).to.deep.equal(['seek 30', 'play']);
    });
  }
});
