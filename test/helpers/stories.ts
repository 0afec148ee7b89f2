/** Stories as tests see them. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

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
