/** Every state the stories show is accessible, light and dark. */
import { expect } from '@open-wc/testing';
import * as stories from '../../../stories/recording-player.stories.js';
import { frames } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';
import { areAccessible } from '../../helpers/stories.js';

/** Stories without anything to control, and those of a failure. */
const INSTEAD = [
  'NothingToPlay',
  'NoRecording',
  'Withheld',
  'Processing',
  'Removed',
  'CompactRemoved',
];
const FAILED = ['Forbidden', 'ProviderFailed', 'Network', 'Offline', 'Unsupported', 'Expired'];
/** Those of something else in the way. */
const LIMITED = ['Blocked', 'NotSeekable', 'DownloadFailed'];

describe('the stories of recording-player', () => {
  areAccessible(stories, async ({ name, canvas, play }) => {
    const players = [...canvas.querySelectorAll('recording-player')];
    expect(players).not.to.have.length(0);
    for (const player of players) await player.updateComplete;
    await play();
    await frames(2);
    for (const player of players) {
      const parts = partsOf(player);
      expect(parts.has('play-button'), 'controls').to.equal(!INSTEAD.includes(name));
      expect(parts.has('message'), 'words').to.equal(
        [...INSTEAD, ...FAILED, ...LIMITED].includes(name),
      );
    }
  });
});
