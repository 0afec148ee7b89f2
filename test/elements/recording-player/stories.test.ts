/** Every state the stories show is accessible, light and dark. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import * as stories from '../../../stories/recording-player.stories.js';
import { frames } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';

type Render = (args: object) => unknown;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;
interface AnyStory {
  readonly args?: object;
  readonly render?: unknown;
  readonly play?: unknown;
}

const { default: meta, ...all } = stories;

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
  before(() => setViewport({ width: 1280, height: 800 }));
  afterEach(() => {
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });

  for (const [name, { args, render, play }] of Object.entries(all) as [string, AnyStory][]) {
    for (const scheme of ['light', 'dark']) {
      it(`are accessible: ${name}, ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = 'Canvas';
        const canvas = await fixture<HTMLElement>(html`
          <div>${(render as Render)({ ...meta.args, ...args })}</div>
        `);
        const players = [...canvas.querySelectorAll('recording-player')];
        expect(players).not.to.have.length(0);
        for (const player of players) await player.updateComplete;
        await (play as Play | undefined)?.({ canvasElement: canvas });
        await frames(2);
        for (const player of players) {
          const parts = partsOf(player);
          expect(parts.has('play-button'), 'controls').to.equal(!INSTEAD.includes(name));
          expect(parts.has('message'), 'words').to.equal(
            [...INSTEAD, ...FAILED, ...LIMITED].includes(name),
          );
        }
        await expect(canvas).to.be.accessible();
      });
    }
  }
});
