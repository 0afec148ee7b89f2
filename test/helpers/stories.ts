/** Stories as tests see them. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { until } from '../../stories/inbox.js';
import { frames } from './inbox.js';
import { partsOf, textIn } from './parts.js';

/** What a file of stories exports. The arguments of a story are known to nobody but its own `render`. */
type Stories = { readonly default: { readonly args?: object } } & Readonly<Record<string, unknown>>;

interface AnyStory {
  readonly args?: object;
  readonly render?: unknown;
  readonly play?: unknown;
}
type Render = (args: object) => unknown;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

export interface ShownStory {
  readonly name: string;
  readonly canvas: HTMLElement;
  /** What Storybook does once it is shown. */
  readonly play: () => Promise<void>;
}

export async function showStory(stories: Stories, name: string): Promise<ShownStory> {
  const { args, render, play } = stories[name] as AnyStory;
  const canvas = await fixture<HTMLElement>(html`
    <div>${(render as Render)({ ...stories.default.args, ...args })}</div>
  `);
  return {
    name,
    canvas,
    play: async () => (play as Play | undefined)?.({ canvasElement: canvas }),
  };
}

/**
 * A test for each story of a file, in each scheme: it is accessible.
 *
 * @param settled Resolves when the story shows what it is about; rejects when it does not.
 */
export function areAccessible(
  stories: Stories,
  settled: (story: ShownStory) => Promise<void>,
  schemes: readonly string[] = ['light', 'dark'],
): void {
  before(() => setViewport({ width: 1280, height: 800 }));
  afterEach(() => {
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });

  for (const name of Object.keys(stories).filter((key) => key !== 'default')) {
    for (const scheme of schemes) {
      it(`are accessible: ${name}, ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = 'Canvas';
        const story = await showStory(stories, name);
        await settled(story);
        await expect(story.canvas).to.be.accessible();
      });
    }
  }
}

/** For stories of a single element: settled once it shows these texts, by the name of the story. */
export function says(texts: Readonly<Record<string, readonly string[]>>) {
  return async ({ name, canvas }: ShownStory): Promise<void> => {
    const element = canvas.querySelector('conversation-inbox, conversation-detail')!;
    for (const text of texts[name]!) await until(() => textIn(element).includes(text), text);
    // Columns that are no part of the first load come with code of their own.
    const isInbox = element.localName === 'conversation-inbox';
    await until(() => !isInbox || partsOf(element).has('header-cell'), 'the heads of columns');
    await frames(2);
  };
}
