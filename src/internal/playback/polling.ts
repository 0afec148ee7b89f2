/** Recordings that are still being processed are asked for again while somebody looks at them. */
import { toProviderError } from '../../model/error.js';
import type { Engine, Session } from './types.js';

/** Seconds, where the provider does not say; the last one goes on. */
const PAUSES = [5, 10, 20, 40, 60];

export class Polling {
  readonly #engine: Engine;
  readonly #asked = new WeakMap<Session, number>();
  readonly #waiting = new Set<Session>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Asks again after a while, if there is something to wait for. */
  wait(session: Session): void {
    if (session.reason !== 'processing' || this.#waiting.has(session)) return;
    const asked = this.#asked.get(session) ?? 0;
    const pause = session.recording?.retryAfter ?? PAUSES[Math.min(asked, PAUSES.length - 1)] ?? 60;
    this.#waiting.add(session);
    setTimeout(() => void this.#askAgain(session, asked), Math.max(1, pause) * 1000);
  }

  /** Asks now. */
  async ask(session: Session): Promise<void> {
    const { signal } = new AbortController();
    const answer = this.#engine.ask(session, 'processing', signal);
    session.offer(await answer.catch((thrown: unknown) => this.#unanswered(session, thrown)));
    this.wait(session);
  }

  async #askAgain(session: Session, asked: number): Promise<void> {
    this.#waiting.delete(session);
    if (session.reason !== 'processing' || session.views.size === 0) return;
    this.#asked.set(session, asked + 1);
    // Nobody sees a hidden page; it is asked for when it is looked at again.
    if (document.hidden) this.wait(session);
    else await this.ask(session);
  }

  /** It is no news that it is not ready; whoever may not ask any more is told so. */
  #unanswered(session: Session, thrown: unknown) {
    const { kind, retryAfter } = toProviderError(thrown);
    const gone = kind === 'forbidden' || kind === 'unauthorized';
    const availability = gone ? 'withheld' : 'processing';
    return { ...session.recording, availability, retryAfter } as const;
  }
}
