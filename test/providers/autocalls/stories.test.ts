/** Every state the stories of assistants show is accessible, light and dark, and says what it is about. */
import { expect } from '@open-wc/testing';
import * as stories from '../../../stories/autocalls.stories.js';
import { until } from '../../../stories/inbox.js';
import { rows } from '../../helpers/inbox.js';
import { areAccessible, says, showStory } from '../../helpers/stories.js';

/** What is read, story by story. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  Assistants: ['WhatsApp', 'Web Chat', 'API', 'Test', 'Phone Call', 'Web Call', '0.034'],
  InEuros: ['€0.12'],
  CallsAlone: ['Phone Call', 'Web Call', '+12025550163'],
  PhoneCalls: ['Phone Call'],
  NoAssistants: ['No conversations'],
  Unauthenticated: ['Unauthenticated.', 'req_51ab90'],
  RefusedFilter: ['The customer phone is invalid.'],
  WithTools: ['look_up_order', 'send_tracking_link', 'Lamp & Chair', '€0.034', 'A-10233'],
  Call: ['Are you open today?', 'evaluation', '€0.12', 'call:812'],
  CallWithTimes: ['Are you open today?', '0:04'],
  CallNobodyAnswered: ['No Answer', 'Autumn'],
  UnknownCall: ['There is no conversation with this id', 'req_51ab90'],
};

describe('the stories of assistants', () => {
  areAccessible(stories, says(SAYS));
});

describe('an inbox of assistants', () => {
  it('names the row of a visitor nobody knows by the assistant', async () => {
    const { canvas } = await showStory(stories, 'Assistants');
    const inbox = canvas.querySelector('conversation-inbox')!;
    const linked = () => rows(inbox).map((row) => row.querySelector('.row-link')?.ariaLabel);
    const labels = await until(
      () => linked().every(Boolean) && linked().length > 0 && linked(),
      'rows',
    );
    expect(labels[1]).to.contain('+12025550147');
    expect(labels[3]).to.contain('Reception');
  });

  const inboxOf = async (name: string) => {
    const { canvas } = await showStory(stories, name);
    const inbox = canvas.querySelector('conversation-inbox')!;
    await until(() => rows(inbox).length > 0, 'rows');
    const cells = (column: string) =>
      rows(inbox).map((row) =>
        row.querySelector<HTMLElement>(`[data-column="${column}"]`)?.innerText.trim(),
      );
    await until(() => cells('cost').every(Boolean), 'the added columns');
    return cells;
  };

  it('has conversations and calls newest first, with what each of them has', async () => {
    const cells = await inboxOf('Assistants');
    expect(cells('type')).to.deep.equal([
      ...['Phone Call', 'WhatsApp', 'Phone Call', 'Web Chat', 'API', 'Web Call', 'Test'],
    ]);
    expect(cells('caller-name')[1]).to.equal('Maya Okafor');
    expect(cells('metadata.order')).to.deep.equal(['-', 'A-10233', '-', '-', 'A-9871', '-', '-']);
    expect(cells('direction').slice(0, 3)).to.deep.equal(['Inbound', '-', 'Outbound']);
    expect(cells('messages').slice(0, 2)).to.deep.equal(['-', '5']);
  });

  it('asked for phone calls has those of both directions, and no web call', async () => {
    const cells = await inboxOf('PhoneCalls');
    expect(cells('type')).to.deep.equal(['Phone Call', 'Phone Call']);
    expect(cells('direction')).to.deep.equal(['Inbound', 'Outbound']);
  });
});
