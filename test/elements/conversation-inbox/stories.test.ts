/** Every state the stories show is accessible, light and dark. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define.js';
import * as columnStories from '../../../stories/columns.stories.js';
import * as inboxStories from '../../../stories/conversation-inbox.stories.js';
import * as providerStories from '../../../stories/conversation-provider.stories.js';
import * as themingStories from '../../../stories/theming.stories.js';
import * as toolbarStories from '../../../stories/toolbar.stories.js';
import { all, frames, part, rows, until } from '../../helpers/inbox.js';

interface AnyStory {
  readonly args?: object;
  readonly render?: unknown;
  readonly play?: unknown;
}
type Render = (args: object) => unknown;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

/** What a story is about, and the part or rows that show that it is there. */
const SHOWS: Readonly<Record<string, string>> = {
  Loading: 'skeleton',
  LoadingMore: 'loading',
  Empty: 'empty',
  EmptyFiltered: 'empty',
  HiddenOnly: 'empty',
  NotConnected: 'empty',
  Adapter: 'empty',
  End: 'end',
  FirstPageFailed: 'error',
  NextPageFailed: 'error',
  LoadMore: 'load-more-button',
  Arrivals: 'arrivals-button',
  Gap: 'gap',
  SearchContains: 'search-clear-button',
  SearchExact: 'search-field',
  ActiveFilters: 'filters-count',
  ManyChipsNarrow: 'chip-remove-button',
  FieldError: 'filter-error',
  FilterDialog: 'apply-button',
  AgentPicker: 'filter-field',
  NoFilters: 'export-button',
  Live: 'live',
  ExportMenu: 'export-format-button',
  KeyboardHelp: 'help',
};

async function show(name: string, { args, render, play }: AnyStory, meta: { args?: object }) {
  const canvas = await fixture<HTMLElement>(html`
    <div>${(render as Render)({ ...meta.args, ...args })}</div>
  `);
  await (play as Play | undefined)?.({ canvasElement: canvas });
  const inboxes = [...canvas.querySelectorAll('conversation-inbox')];
  const shown = SHOWS[name];
  for (const inbox of inboxes) {
    await inbox.updateComplete;
    await until(
      () => (shown ? part(inbox, shown) : rows(inbox).length > 0),
      `${name} shows ${shown ?? 'rows'}`,
    );
  }
  await frames(2);
  return { canvas, inboxes };
}

const groups = [
  ['conversation-inbox', inboxStories],
  ['columns', columnStories],
  ['conversation-provider', providerStories],
  ['the toolbar', toolbarStories],
  ['theming', themingStories],
] as const;

before(() => setViewport({ width: 1280, height: 800 }));
afterEach(() => {
  document.documentElement.style.colorScheme = '';
  document.body.style.background = '';
});

for (const [group, { default: meta, ...stories }] of groups) {
  describe(`the stories of ${group}`, () => {
    for (const [name, story] of Object.entries(stories)) {
      for (const scheme of ['light', 'dark']) {
        // Its colours are made for a light page.
        if (group === 'theming' && scheme === 'dark') continue;
        it(`are accessible: ${name}, ${scheme}`, async () => {
          document.documentElement.style.colorScheme = scheme;
          document.body.style.background = 'Canvas';
          const { canvas, inboxes } = await show(name, story as AnyStory, meta);
          expect(inboxes).not.to.have.length(0);
          await expect(canvas).to.be.accessible();
        });
      }
    }
  });
}

describe('a story', () => {
  it('about an empty inbox says so, and what was asked for', async () => {
    const said = async (name: 'Empty' | 'EmptyFiltered' | 'HiddenOnly' | 'NotConnected') => {
      const { inboxes } = await show(name, inboxStories[name] as AnyStory, inboxStories.default);
      return part(inboxes[0]!, 'empty')!.querySelector('p')!.textContent.trim();
    };
    expect(await said('Empty')).to.equal('No conversations');
    expect(await said('EmptyFiltered')).to.equal('No conversations match');
    expect(await said('HiddenOnly')).to.equal('These sessions are not shown');
    expect(await said('NotConnected')).to.equal('Not connected');
  });

  it('restyles the table through parts alone', async () => {
    const { inboxes } = await show(
      'Parts',
      themingStories.Parts as AnyStory,
      themingStories.default,
    );
    const status = part(inboxes[0]!, 'status-failed')!;
    expect(getComputedStyle(status).backgroundColor).to.equal('rgb(143, 18, 56)');
    expect(getComputedStyle(part(inboxes[0]!, 'header-cell')!).textTransform).to.equal('uppercase');
    expect(all(inboxes[0]!, '[part~="row"]')).not.to.have.length(0);
  });

  it('restyles the table through tokens alone', async () => {
    const { inboxes } = await show(
      'Tokens',
      themingStories.Tokens as AnyStory,
      themingStories.default,
    );
    const base = getComputedStyle(part(inboxes[0]!, 'base')!);
    expect(base.backgroundColor).to.equal('rgb(255, 253, 247)');
    expect(base.fontFamily).to.contain('Georgia');
    expect(base.borderTopLeftRadius).to.equal('0px');
  });
});
