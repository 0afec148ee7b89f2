/**
 * Listens to a conversation in progress: turns as they are said, over those that were saved. Comes
 * with the first conversation that is listened to.
 */
import { toProviderError, type ProviderError } from '../../model/error.js';
import type { ConversationProvider, ListenSession, LiveChange } from '../../model/provider.js';
import type { Turn } from '../../model/transcript.js';
import { checkedTurns } from '../../transcripts/checked.js';

export type LiveState = 'connecting' | 'live' | 'ended';

export interface LiveTurnsOptions {
  readonly changed: () => void;
  /** Its turns are others. */
  readonly grown: () => void;
  /** Something was said to the end. */
  readonly said: (turn: Turn) => void;
  readonly ended: () => void;
  readonly failed: (error: ProviderError) => void;
}

export class LiveTurns {
  readonly #options: LiveTurnsOptions;
  readonly #aborts = new AbortController();
  readonly #turns = new Map<string, Turn>();
  #session: ListenSession | undefined;
  #started: Promise<void> | undefined;
  state: LiveState = 'connecting';
  /** The reader hears it. */
  sounds = false;

  constructor(provider: ConversationProvider, id: string, options: LiveTurnsOptions) {
    this.#options = options;
    void this.#listen(provider, id);
  }

  /** The reader can hear it, and stop hearing it. */
  get canSound(): boolean {
    const session = this.#session;
    return this.state === 'live' && !!session?.startAudio && !!session.mute;
  }

  /** Saved turns with what is live: a live turn takes the place of the saved one with its id. */
  over(saved: readonly Turn[]): readonly Turn[] {
    if (this.#turns.size === 0) return saved;
    const rest = new Map(this.#turns);
    const merged = saved.map((turn) => {
      const live = rest.get(turn.id);
      rest.delete(turn.id);
      return live ?? turn;
    });
    return [...merged, ...rest.values()];
  }

  stop(): void {
    this.#aborts.abort();
  }

  /** It begins muted, and browsers let it sound only within a click. */
  readonly toggleSound = async (): Promise<void> => {
    this.sounds = !this.sounds;
    this.#options.changed();
    try {
      if (this.sounds) await (this.#started ??= this.#session?.startAudio?.());
      // The reader may have changed their mind meanwhile.
      this.#session?.[this.sounds ? 'unmute' : 'mute']?.();
    } catch (thrown) {
      this.#started = undefined;
      this.sounds = false;
      this.#options.failed(toProviderError(thrown));
      this.#options.changed();
    }
  };

  async #listen(provider: ConversationProvider, id: string): Promise<void> {
    const { signal } = this.#aborts;
    try {
      this.#session = await provider.listen?.(id, { signal });
      for await (const change of this.#session?.changes ?? []) {
        if (signal.aborted) return;
        this.#take(change);
      }
    } catch (thrown) {
      if (!signal.aborted) this.#options.failed(toProviderError(thrown));
    }
    if (!signal.aborted) this.#end();
  }

  #take(change: LiveChange): void {
    if (change.type === 'state') {
      if (change.state === 'ended') return this.#end();
      this.state = change.state;
      this.#options.changed();
    } else {
      const [turn] = checkedTurns([change.turn]);
      if (!turn) return;
      const before = this.#turns.get(turn.id);
      this.#turns.set(turn.id, turn);
      if (turn.status !== 'interim' && before?.status !== turn.status) this.#options.said(turn);
      this.#options.grown();
    }
  }

  #end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.sounds = false;
    this.#options.ended();
    this.#options.changed();
  }
}
