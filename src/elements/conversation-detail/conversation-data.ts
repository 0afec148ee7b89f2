/**
 * One conversation and its transcript: asked for anew when provider or id change, kept when asking
 * again fails, and dropped when an answer comes for what is not shown any more.
 */
import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { toProviderError, type ProviderError } from '../../model/error.js';
import type { Conversation } from '../../model/conversation.js';
import type {
  ConversationDetail,
  ConversationField,
  ConversationProvider,
} from '../../model/provider.js';
import type { Transcript, Turn } from '../../model/transcript.js';
import type { TranscriptParser } from '../../transcripts/context.js';
import type * as WrittenTurnsModule from './written-turns.js';

export interface Loaded {
  readonly provider: ConversationProvider;
  readonly conversation: Conversation;
  /** Absent: there is none, or none that this credential may see. */
  readonly transcript: Transcript | undefined;
  /** Fields that this credential may not see, as the provider states them. */
  readonly withheld: readonly ConversationField[] | undefined;
  /** The code for what was written, where there is any. */
  readonly written: typeof WrittenTurnsModule | undefined;
}

export interface ConversationDataOptions {
  readonly provider: () => ConversationProvider | undefined;
  readonly id: () => string | undefined;
  /** What the host knows of it already. */
  readonly known: () => Conversation | undefined;
  /** The host's own parsers. */
  readonly parsers: () => readonly TranscriptParser[] | undefined;
  readonly loaded: (loaded: Loaded) => void;
  readonly failed: (error: ProviderError) => void;
}

export class ConversationData {
  readonly #options: ConversationDataOptions;
  readonly #task: Task<
    readonly [ConversationProvider | undefined, string | undefined],
    Loaded | undefined
  >;
  #loaded: Loaded | undefined;
  #asked: readonly [ConversationProvider | undefined, string | undefined] | undefined;
  error: ProviderError | undefined;

  constructor(host: ReactiveControllerHost, options: ConversationDataOptions) {
    this.#options = options;
    this.#task = new Task(host, {
      args: () => [options.provider(), options.id()] as const,
      task: ([provider, id], { signal }) => this.#load(provider, id, signal),
      onComplete: (loaded) => {
        this.#loaded = loaded;
        this.error = undefined;
        if (loaded) options.loaded(loaded);
      },
      onError: (thrown) => {
        this.error = toProviderError(thrown);
        options.failed(this.error);
      },
    });
  }

  get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** The last good answer for what is asked for now. */
  get value(): Loaded | undefined {
    const { provider, id } = this.#options;
    const loaded = this.#loaded;
    return loaded && loaded.provider === provider() && loaded.conversation.id === id()
      ? loaded
      : undefined;
  }

  /** Asks again. Settles when it is answered, and never rejects. */
  async refresh(): Promise<void> {
    await this.#task.run();
    await this.#task.taskComplete.catch(() => undefined);
  }

  async #load(
    provider: ConversationProvider | undefined,
    id: string | undefined,
    signal: AbortSignal,
  ): Promise<Loaded | undefined> {
    if (this.#asked?.[0] !== provider || this.#asked?.[1] !== id) this.error = undefined;
    this.#asked = [provider, id];
    if (!provider || !id) return undefined;
    const known = this.#options.known();
    const given = await provider.get(id, { signal, ...(known && { known }) });
    const detail = (await import('./checked-detail.js')).checkedDetail(given);
    // A source may write an id in another way than it was asked for.
    const conversation = { ...detail.conversation, id };
    const transcript = await this.#parsed(detail);
    const written = await writtenFor(conversation, transcript);
    return { provider, conversation, transcript, withheld: detail.withheld, written };
  }

  /** What is parsed already needs no parser's code. */
  async #parsed({ conversation, transcript }: ConversationDetail): Promise<Transcript | undefined> {
    if (!transcript) return undefined;
    const { contextOf, parseTranscript } = await import('../../transcripts/parse.js');
    const parsers = this.#options.parsers();
    return parseTranscript(transcript, {
      ...contextOf(conversation),
      ...(parsers && { parsers }),
    });
  }
}

/** Loaded before the turns are shown, where they need it; without it they are texts as any other. */
const writtenFor = (
  { channel }: Conversation,
  transcript: Transcript | undefined,
): Promise<typeof WrittenTurnsModule | undefined> | undefined =>
  WRITTEN.has(channel ?? '') || transcript?.turns.some(isWritten) ? loadWritten() : undefined;

export const loadWritten = (): Promise<typeof WrittenTurnsModule | undefined> =>
  import('./written-turns.js').catch(() => undefined);

const WRITTEN = new Set(['email', 'text', 'whatsapp', 'sms']);

/** It has more to it than its text. */
export const isWritten = ({ kind, sms, attachments, parts }: Turn): boolean =>
  kind === 'email' ||
  sms !== undefined ||
  attachments !== undefined ||
  parts.some(({ type }) => type === 'html');
