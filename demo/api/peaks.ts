/** The outline of a recording's sound, from the plan it is made from and without making it. */
import type { Speech } from './speech.js';
import { LOUDNESS, loudnessAt } from './wave.js';

/** Places along the recording, however long it is. */
const PLACES = 400;
/** How often the loudness of one place is looked at. */
const LOOKS = 8;

/** For the agent's channel and the caller's: how loud each place is at most, from 0 to 1. */
export function peaksOf(plan: readonly Speech[], seconds: number): number[][] {
  return ['agent', 'caller'].map((speaker) => {
    const spoken = plan.filter((speech) => speech.speaker === speaker);
    const looks = Array.from({ length: PLACES * LOOKS }, (_, look) =>
      loudestAt(spoken, ((look + 0.5) * seconds) / (PLACES * LOOKS)),
    );
    return Array.from({ length: PLACES }, (_, place) =>
      round(Math.max(...looks.slice(place * LOOKS, (place + 1) * LOOKS))),
    );
  });
}

function loudestAt(spoken: readonly Speech[], seconds: number): number {
  const heard = spoken.find(({ start, end }) => start <= seconds * 1000 && seconds * 1000 < end);
  return heard ? loudnessAt(heard, seconds - heard.start / 1000) : 0;
}

/** As a part of the loudest sound that the file could hold. */
function round(loudness: number): number {
  return Math.round((loudness * LOUDNESS * 1000) / 32_767) / 1000;
}
