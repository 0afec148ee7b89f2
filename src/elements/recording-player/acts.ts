/** What a listener can do beside Play, whichever control or key it came from. */
import type { ExtrasContext } from './extras-context.js';
import type { PlayerActs } from './shortcuts.js';
import { heardPassages, startAfter, startBefore, type TimelineModel } from './timeline-model.js';

type RecordingActs = Omit<PlayerActs, 'download' | 'copyLink' | 'help'>;

export function createActs(
  { session, service, length, rates, toggle, seek }: ExtrasContext,
  model: () => TimelineModel,
): RecordingActs {
  const time = () => session()?.time ?? 0;
  const acts: RecordingActs = {
    toggle,
    skip: (seconds) => seek(time() + seconds, 'key'),
    turn: (direction, source) => {
      if (model().starts.length === 0) return acts.skip(15 * direction);
      const place = (direction < 0 ? startBefore : startAfter)(model(), time());
      if (place !== undefined) seek(place, source);
    },
    goTo: seek,
    faster: (direction) => {
      const { rate } = service;
      const next =
        direction > 0 ? rates.find((each) => each > rate) : rates.findLast((each) => each < rate);
      if (next) service.setRate(next);
    },
    setVolume: (volume) => service.setVolume(volume, false),
    mute: () => {
      const { volume, muted } = service;
      // Unmuting what is turned down to nothing would change nothing.
      service.setVolume(volume || 1, volume > 0 && !muted);
    },
    skipSilence: () => acts.listen({ skipSilence: !session()?.listening.skipSilence }),
    listen: (change) => {
      const current = session();
      if (!current || model().lanes.length === 0) return;
      const { skipSilence, speakerId } = { ...current.listening, ...change };
      const passages = heardPassages(model(), length(), { skipSilence, speakerId });
      current.listen({ skipSilence, speakerId, passages });
    },
  };
  return acts;
}
