/** Recordings that are still being processed are asked for again while somebody looks at them. */
import { toProviderError } from '../../model/error.js';
import type { Session } from './session.js';
import type { Engine } from './types.js';

/** Seconds, where the provider does not say; the last one goes on. */
const PAUSES = [5, 10, 20, 40, 60];
/** Seconds. A timer that is given more than it can hold does not wait at all. */
const LONGEST = 3600;

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
    const said = session.recording?.retryAfter;
    const own = PAUSES[Math.min(asked, PAUSES.length - 1)];
    // A date that was read as a number is NaN.
    const pause = (Number.isFinite(said) ? said : own) as number;
    this.#waiting.add(session);
    const wait = Math.min(Math.max(1, pause), LONGEST) * 1000;
    setTimeout(() => void this.#askAgain(session, asked), wait);
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
