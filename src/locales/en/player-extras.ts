/** The words of what comes after the player's first view, loaded with the code that shows it. */
import type { SpeakerRole } from '../../model/transcript.js';

export const extras = {
  more: 'More',
  previousTurn: 'Previous turn',
  nextTurn: 'Next turn',
  mute: 'Mute',
  volume: 'Volume',
  skipSilence: 'Skip silence',
  heard: 'Who is heard',
  everyone: 'Everyone',
  only: (who: string) => `${who} only`,
  roles: {
    agent: 'Agent',
    caller: 'Caller',
    'human-agent': 'Human agent',
    system: 'System',
    other: 'Others',
  } satisfies Record<SpeakerRole, string>,
  download: 'Download',
  copyLink: 'Copy link at this time',
  copied: 'Link copied',
  copyFailed: 'The browser did not allow copying. Select the link and copy it:',
  close: 'Close',
  markers: (n: number) => (n === 1 ? '1 marker' : `${n} markers`),
  tool: (name: string | undefined, failed: boolean) =>
    `Tool call ${name ?? ''}${failed ? ' failed' : ''}`,
  interruption: (name: string | undefined) => (name ? `${name} was interrupted` : 'Interruption'),
  silence: (length: string) => `Silence of ${length}`,
  at: (time: string) => `, ${time}`,
  help: 'Keyboard shortcuts',
  shortcuts: {
    toggle: 'Play or pause',
    back: 'Back 5 seconds',
    forward: 'Forward 5 seconds',
    farBack: 'Back 15 seconds',
    farForward: 'Forward 15 seconds',
    previous: 'Previous turn',
    next: 'Next turn',
    start: 'To the start',
    end: 'To the end',
    slower: 'Slower',
    faster: 'Faster',
    mute: 'Mute or unmute',
    silence: 'Skip silence or not',
    help: 'Show this help',
  },
  onTimeline: 'on the timeline',
};

export type ExtrasWords = typeof extras;
