/** Every state the stories show is accessible, light and dark. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define.js';
import * as columnStories from '../../../stories/columns.stories.js';
import * as inboxStories from '../../../stories/conversation-inbox.stories.js';
import * as providerStories from '../../../stories/conversation-provider.stories.js';
import * as themingStories from '../../../stories/theming.stories.js';
import * as toolbarStories from '../../../stories/toolbar.stories.js';
import { all, frames, part, rows, until } from '../../helpers/inbox.js';
import { areAccessible, showStory, type ShownStory } from '../../helpers/stories.js';

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

const inboxesIn = (canvas: HTMLElement) => [...canvas.querySelectorAll('conversation-inbox')];

async function settled({ name, canvas, play }: ShownStory): Promise<void> {
  await play();
  const inboxes = inboxesIn(canvas);
  expect(inboxes).not.to.have.length(0);
  const shown = SHOWS[name];
  for (const inbox of inboxes) {
    await inbox.updateComplete;
    await until(
      () => (shown ? part(inbox, shown) : rows(inbox).length > 0),
      `${name} shows ${shown ?? 'rows'}`,
    );
  }
  await frames(2);
}

/** The first inbox of a story, once it shows what the story is about. */
async function inboxOf(stories: Parameters<typeof showStory>[0], name: string) {
  const story = await showStory(stories, name);
  await settled(story);
  return inboxesIn(story.canvas)[0]!;
}

describe('the stories of conversation-inbox', () => areAccessible(inboxStories, settled));
describe('the stories of columns', () => areAccessible(columnStories, settled));
describe('the stories of conversation-provider', () => areAccessible(providerStories, settled));
describe('the stories of the toolbar', () => areAccessible(toolbarStories, settled));
// Their colours are made for a light page.
describe('the stories of theming', () => areAccessible(themingStories, settled, ['light']));

describe('a story', () => {
  before(() => setViewport({ width: 1280, height: 800 }));

  it('about an empty inbox says so, and what was asked for', async () => {
    const said = async (name: 'Empty' | 'EmptyFiltered' | 'HiddenOnly' | 'NotConnected') => {
      const inbox = await inboxOf(inboxStories, name);
      return part(inbox, 'empty')!.querySelector('p')!.textContent.trim();
    };
    expect(await said('Empty')).to.equal('No conversations');
    expect(await said('EmptyFiltered')).to.equal('No conversations match');
    expect(await said('HiddenOnly')).to.equal('These sessions are not shown');
    expect(await said('NotConnected')).to.equal('Not connected');
  });

  it('restyles the table through parts alone', async () => {
    const inbox = await inboxOf(themingStories, 'Parts');
    const status = part(inbox, 'status-failed')!;
    expect(getComputedStyle(status).backgroundColor).to.equal('rgb(143, 18, 56)');
    expect(getComputedStyle(part(inbox, 'header-cell')!).textTransform).to.equal('uppercase');
    expect(all(inbox, '[part~="row"]')).not.to.have.length(0);
  });

  it('restyles the table through tokens alone', async () => {
    const inbox = await inboxOf(themingStories, 'Tokens');
    const base = getComputedStyle(part(inbox, 'base')!);
    expect(base.backgroundColor).to.equal('rgb(255, 253, 247)');
    expect(base.fontFamily).to.contain('Georgia');
    expect(base.borderTopLeftRadius).to.equal('0px');
  });
});
