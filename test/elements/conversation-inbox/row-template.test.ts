import { expect } from '@open-wc/testing';
import type { PlaybackSession } from '../../../src/internal/playback.js';
import { columns } from '../../../src/elements/conversation-inbox/columns.js';
import { broken, rowView } from '../../../src/elements/conversation-inbox/row-view.js';
import { createDateFormat } from '../../../src/internal/intl.js';
import { messages } from '../../../src/internal/localize.js';
import { conversation, morning } from '../../../stories/fixtures.js';

const context = {
  messages,
  dates: createDateFormat('en', 'UTC'),
  detailHref: '/c/{id}',
  agentHref: '/a/{agentId}',
  target: '_blank',
  links: undefined,
  recordings: true,
  baseUrl: location.href,
};

const NOTHING = conversation({
  id: 'nothing',
  ...{ at: null, channel: null, direction: null, status: null, agent: null, caller: null },
  ...{ summary: null, duration: null, recording: 'none', unreadable: ['status'] },
});

describe('what stands in the cells of a column', () => {
  // One template serves for every row; a column that gave two would mix up all cells after it.
  for (const { id, content } of columns) {
    it(`is always the same template: ${id}`, () => {
      const views = [...morning, NOTHING, broken(NOTHING)].flatMap((one) => [
        rowView(one, context),
        rowView(one, { ...context, detailHref: undefined, agentHref: undefined }),
      ]);
      const statuses = ['playing', 'loading', 'failed', undefined].map((state) => ({
        playback: state ? ({ state, wanted: state !== 'failed' } as PlaybackSession) : undefined,
        copied: state === 'playing',
      }));
      const templates = views.flatMap((view) =>
        statuses.map((status) => content(view, messages, status).strings),
      );
      expect(new Set(templates).size).to.equal(1);
    });
  }
});
