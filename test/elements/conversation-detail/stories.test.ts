/** Every state the stories show is accessible, light and dark. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import * as stories from '../../../stories/conversation-detail.stories.js';
import { frames } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';
import { until } from '../../../stories/inbox.js';

type Render = (args: object) => unknown;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;
interface AnyStory {
  readonly args?: object;
  readonly render?: unknown;
  readonly play?: unknown;
}

const { default: meta, ...all } = stories;

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
        const detail = canvas.querySelector('conversation-detail')!;
        await detail.updateComplete;
        const shows = INSTEAD[name] ?? 'turn';
        await until(() => partsOf(detail).has(shows), `${shows} is there`);
        await (play as Play | undefined)?.({ canvasElement: canvas });
        await detail.updateComplete;
        await frames(2);
        expect(partsOf(detail).has('turn')).to.equal(!(name in INSTEAD));
        await expect(canvas).to.be.accessible();
      });
    }
  }
});
