/** Asks for the provider above an element and follows it while the element is connected. */
import { ContextEvent } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { ConversationProvider } from '../model/provider.js';
import { composedClosest } from './composed-closest.js';
import { providerContext } from './context.js';

export class ProviderConsumer implements ReactiveController {
  readonly #host: LitElement;
  #unsubscribe: (() => void) | undefined;
  /** As in `context.ts`: `null` while it is being loaded. */
  value: ConversationProvider | null | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ask();
    // A provider element that is defined only later has not heard the question.
    if (composedClosest(this.#host, 'conversation-provider:not(:defined)'))
      void customElements.whenDefined('conversation-provider').then(() => this.#ask());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #ask(): void {
    const host = this.#host;
    if (!host.isConnected) return;
    host.dispatchEvent(
      new ContextEvent(
        providerContext,
        host,
        (value, unsubscribe) => {
          if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
          this.#unsubscribe = unsubscribe;
          this.value = value;
          host.requestUpdate();
        },
        true,
      ),
    );
  }
}
