/**
 * What a player says beside its controls: what is in the way, that the listener has to wait, what came
 * of what the listener did. As an alert to who asked for sound, politely to everybody else.
 */
import type { LitElement } from 'lit';
import { player as words } from '../../locales/en/player.js';
import type { PlaybackSession } from '../../internal/playback.js';
import { Delay } from './delay.js';
import type { Notice } from './notices.js';
import { isPending } from './player-session.js';

/** Milliseconds before waiting is worth a word, and before it is worth the place of the length. */
const [QUIET, LONG] = [300, 1000];

export class PlayerStatus {
  readonly #host: LitElement;
  readonly #waiting: Delay;
  notice: Notice | undefined;
  /** For screen readers. */
  announcement = '';
  /** The wait lasts. */
  late = false;
  /** It lasts long. */
  long = false;
  /** What is said came of what the listener did. */
  urgent = false;
  /** The listener acted and waits for what comes of it. */
  asked = false;

  constructor(host: LitElement) {
    this.#host = host;
    this.#waiting = new Delay(host);
  }

  /** Before every rendering. */
  update(session: PlaybackSession | undefined, notice: Notice | undefined): void {
    this.#wait(session);
    const [before, asked] = [this.notice, this.asked];
    this.notice = notice;
    // Whatever came of it, it is no longer waited for.
    if (!isPending(session) && (!session?.wanted || session.state === 'playing'))
      this.asked = false;
    if (notice?.kind === before?.kind || !this.#host.hasUpdated) return;
    this.urgent = asked || notice?.kind === 'download';
    if (notice && !this.urgent) this.announcement = words.notices[notice.kind].title;
    else if (before) this.announcement = '';
  }

  announce(text: string): void {
    // Said twice in a row, a text must differ to be heard again.
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  #wait(session: PlaybackSession | undefined): void {
    if (!isPending(session)) {
      this.#waiting.cancel();
      if (this.late) this.announcement = '';
      this.late = this.long = false;
    } else if (!this.late && !this.#waiting.waiting) {
      this.#waiting.start(QUIET, () => {
        this.late = true;
        this.announce(words.loading);
        this.#waiting.start(LONG - QUIET, () => {
          this.long = true;
          this.#host.requestUpdate();
        });
      });
    }
  }
}
