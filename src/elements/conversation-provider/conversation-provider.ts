import { ContextProvider } from '@lit/context';
import { LitElement, css, html } from 'lit';
import { providerContext } from '../../internal/context.js';
import { VERSION } from '../../internal/version.js';
import { providerError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';

/** What the attributes and properties of `<conversation-provider>` say about a connection. */
export interface AdapterOptions {
  readonly baseUrl?: string;
  readonly organization?: string;
  readonly token?: string;
  readonly getToken?: (options: {
    readonly signal: AbortSignal;
    readonly renew: boolean;
  }) => Promise<string> | string;
}

/** Loads an adapter's code and gives its factory. */
export type AdapterLoader = () => Promise<(options: AdapterOptions) => ConversationProvider>;

/**
 * Gives a provider to every element inside it, from plain HTML.
 *
 * Credentials are properties, never attributes. Without any, point `base-url` at a server of your
 * own that adds them.
 *
 * @example
 * ```html
 * <conversation-provider adapter="anyreach" base-url="/api">
 *   <conversation-inbox></conversation-inbox>
 * </conversation-provider>
 * ```
 *
 * @tag conversation-provider
 * @summary A provider for the elements inside it, declared in HTML.
 * @slot - The elements that use the provider.
 */
export class ConversationProviderElement extends LitElement {
  static readonly version = VERSION;
  static override properties = {
    adapter: {},
    baseUrl: { attribute: 'base-url' },
    organization: {},
    token: { attribute: false },
    getToken: { attribute: false },
    provider: { attribute: false },
  };
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Adapters by name; filled by `define/conversation-provider`, extensible by the host. */
  static adapters: Readonly<Record<string, AdapterLoader>> = {};

  /** Name of an adapter: `agentmessage`, `anyreach` or `autocalls`. */
  adapter: string | undefined;

  /** Base URL of the API, absolute or relative to the page. Default: the vendor's own, where it has one. */
  baseUrl: string | undefined;

  /** Organization id, for credentials that are not bound to one. */
  organization: string | undefined;

  /** Bearer token. */
  token: string | undefined;

  /** Gives the bearer token; called again with `renew` when the server refused the last one. */
  getToken: AdapterOptions['getToken'];

  /** A provider of your own, instead of an adapter. */
  provider: ConversationProvider | undefined;

  readonly #context = new ContextProvider(this, { context: providerContext, initialValue: null });
  #generation = 0;

  protected override willUpdate(): void {
    void this.#provide(++this.#generation);
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  async #provide(generation: number): Promise<void> {
    const provider = this.provider ?? (await this.#create());
    if (generation === this.#generation) this.#context.setValue(provider);
  }

  /** In place of an adapter that did not arrive: each call says so and tries to load it again. */
  #missing(connect: () => Promise<ConversationProvider>): ConversationProvider {
    const connected = async () => {
      try {
        const provider = await connect();
        this.#context.setValue(provider);
        return provider;
      } catch {
        throw providerError('network', 'The code for this source could not be loaded.');
      }
    };
    return {
      capabilities: { filters: {}, fields: [], order: 'created', maxPageSize: Infinity },
      list: async (request, options) => (await connected()).list(request, options),
      get: async (id, options) => (await connected()).get(id, options),
    };
  }

  async #create(): Promise<ConversationProvider | undefined> {
    const { adapter, baseUrl, organization, token, getToken } = this;
    if (!adapter) return undefined;
    const { adapters } = ConversationProviderElement;
    const load = Object.hasOwn(adapters, adapter) ? adapters[adapter] : undefined;
    if (!load) {
      const known = Object.keys(adapters).join(', ') || 'none';
      console.warn(`<conversation-provider>: no adapter "${adapter}"; there is: ${known}.`);
      return undefined;
    }
    const connect = async () => {
      const create = await load();
      return create({
        ...(baseUrl ? { baseUrl } : {}),
        ...(organization ? { organization } : {}),
        ...(token ? { token } : {}),
        ...(getToken ? { getToken } : {}),
      });
    };
    return connect().catch((error: unknown) => {
      console.warn(`<conversation-provider>: the adapter "${adapter}" could not be loaded.`, error);
      return this.#missing(connect);
    });
  }
}
