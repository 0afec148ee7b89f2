/** Every state the stories show is accessible, light and dark. */
import { expect } from '@open-wc/testing';
import { until } from '../../../stories/inbox.js';
import * as stories from '../../../stories/conversation-detail.stories.js';
import { frames } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';
import { areAccessible } from '../../helpers/stories.js';

/** Stories in which there is nothing to read, with the part that says so. */
const INSTEAD: Readonly<Record<string, string>> = {
  Preloaded: 'skeleton',
  Loading: 'skeleton',
  NothingChosen: 'empty',
  NotConnected: 'empty',
  NotFound: 'error',
  Forbidden: 'error',
  Unauthorized: 'error',
  Network: 'error',
  NoTranscript: 'empty',
  TranscriptWithheld: 'empty',
  TranscriptProcessing: 'empty',
  TranscriptRemoved: 'empty',
};

describe('the stories of conversation-detail', () => {
  areAccessible(stories, async ({ name, canvas, play }) => {
    const detail = canvas.querySelector('conversation-detail')!;
    await detail.updateComplete;
    const shows = INSTEAD[name] ?? 'turn';
    await until(() => partsOf(detail).has(shows), `${shows} is there`);
    await play();
    await detail.updateComplete;
    await frames(2);
    expect(partsOf(detail).has('turn')).to.equal(!(name in INSTEAD));
  });
});
