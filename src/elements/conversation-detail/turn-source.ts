/** Where the turns come from: the transcript that came with the conversation, pages of it, what is said now. */
import type { LitElement, ReactiveController } from 'lit';
import type { ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript, Turn } from '../../model/transcript.js';
import type { Loaded } from './conversation-data.js';
import type { LiveTurns } from './live-turns.js';
import { PagedTurns } from './paged-turns.js';

export interface TurnSourceOptions {
  readonly failed: (error: ProviderError, during: 'turns' | 'listen') => void;
  readonly growsAbove: () => void;
  /** Something was said to the end, while somebody listens. */
  readonly said: (turn: Turn) => void;
  /** What was listened to is over: what was saved of it can be asked for. */
  readonly ended: () => void;
}

/** Written ones are read from the end: what came last is what matters. */
const FROM_END = new Set<string | null>(['text', 'whatsapp']);

const NOTHING: readonly Turn[] = [];

export class TurnSource implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: TurnSourceOptions;
  readonly paged: PagedTurns;
  live: LiveTurns | undefined;
  #listening: { readonly provider: ConversationProvider; readonly id: string } | undefined;
  #made: { readonly key: readonly unknown[]; readonly transcript: Transcript } | undefined;
  #liveChanges = 0;
  #frame: number | undefined;
  #isLeft = false;

  constructor(host: LitElement, options: TurnSourceOptions) {
    this.#host = host;
    this.#options = options;
    this.paged = new PagedTurns(host, {
      failed: (error) => options.failed(error, 'turns'),
      growsAbove: options.growsAbove,
    });
    host.addController(this);
  }

  /** Put back, it listens again, and asks for what was said in between. */
  hostConnected(): void {
    if (this.#isLeft) this.#options.ended();
    this.#isLeft = false;
  }

  hostDisconnected(): void {
    // A move within the document disconnects and connects in one task.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#isLeft = this.#listening !== undefined;
      this.stop();
    });
  }

  /** Another answer: a transcript without turns of its own comes in pages, where the provider has them. */
  start({ provider, conversation, transcript }: Loaded): void {
    const isPaged = provider.turns !== undefined && !transcript?.turns.length;
    if (!isPaged) return this.paged.clear();
    const { id, channel } = conversation;
    this.paged.start(provider, id, FROM_END.has(channel) ? 'end' : 'start');
  }

  /** The transcript with all the turns there are now; the same object as long as they are. */
  transcript(loaded: Loaded | undefined): Transcript | undefined {
    if (!loaded) return undefined;
    const { transcript } = loaded;
    const { paged, live } = this;
    const saved = paged.active ? paged.turns : (transcript?.turns ?? NOTHING);
    const key = [transcript, saved, live, this.#liveChanges];
    if (this.#made && key.every((each, index) => each === this.#made!.key[index]))
      return this.#made.transcript;
    const turns = live?.over(saved) ?? saved;
    if (!transcript && turns.length === 0 && !paged.active) return undefined;
    const made = { ...(transcript ?? EMPTY), turns };
    this.#made = { key, transcript: made };
    return made;
  }

  /** Listens while it is wanted and there is something to listen to. */
  listen(loaded: Loaded | undefined, wanted: boolean): void {
    const { provider, conversation } = loaded ?? {};
    const last = this.#listening;
    if (last && (!wanted || last.provider !== provider || last.id !== conversation?.id))
      this.stop();
    if (!wanted || this.#listening || !provider?.listen || !conversation?.active) return;
    const listening = { provider, id: conversation.id };
    this.#listening = listening;
    void this.#listen(listening);
  }

  stop(): void {
    this.live?.stop();
    this.live = undefined;
    this.#listening = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  async #listen(listening: { provider: ConversationProvider; id: string }): Promise<void> {
    const late = await import('./live-turns.js').catch(() => undefined);
    if (!late || this.#listening !== listening) return;
    const { failed, said, ended } = this.#options;
    this.live = new late.LiveTurns(listening.provider, listening.id, {
      changed: () => this.#host.requestUpdate(),
      grown: () => this.#onGrown(),
      said,
      ended,
      failed: (error) => failed(error, 'listen'),
    });
    this.#host.requestUpdate();
  }

  /** However much is said at once, it is rendered once a frame. */
  #onGrown(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#liveChanges += 1;
      this.#host.requestUpdate();
    });
  }
}

const EMPTY: Transcript = {
  version: 1,
  shape: 'turns',
  availability: 'available',
  timing: 'turn',
  offset: 0,
  speakers: [],
  turns: [],
  notices: [],
};
