/** In a file of its own, because an element is defined once per page. */
import { expect } from '@open-wc/testing';
import '../../../src/define/conversation-inbox.js';
import type { ConversationProviderElement } from '../../../src/elements/conversation-provider/conversation-provider.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { until } from '../../../stories/inbox.js';

describe('<conversation-provider> that is defined after the inbox inside it', () => {
  it('still gives its provider, set before or after', async () => {
    const [early, late] = [3, 4].map((count) =>
      createMemoryProvider({ conversations: many(count) }),
    );
    const elements = [early, late].map((provider, index) => {
      const element = document.createElement(
        'conversation-provider',
      ) as ConversationProviderElement;
      if (index === 0) element.provider = provider;
      element.append(document.createElement('conversation-inbox'));
      document.body.append(element);
      return element;
    });
    expect(customElements.get('conversation-provider')).to.equal(undefined);
    const inboxes = elements.map((element) => element.querySelector('conversation-inbox')!);
    await inboxes[0]!.updateComplete;
    await import('../../../src/define/conversation-provider.js');
    elements[1]!.provider = late;
    const rowsOf = (inbox: Element) =>
      inbox.shadowRoot!.querySelectorAll('[part~="row"]:not([hidden])').length;
    await until(() => rowsOf(inboxes[0]!) === 3 && rowsOf(inboxes[1]!) === 4, 'rows of both');
    for (const element of elements) element.remove();
  });
});
