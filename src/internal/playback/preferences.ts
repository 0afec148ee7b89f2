/** Speed and volume, remembered from visit to visit where the browser lets us. */
const KEY = 'conversation-inbox.playback';

/** @param volumeOnly The speed is the host's. */
export function restorePreferences(audio: HTMLMediaElement, volumeOnly = false): void {
  try {
    const { rate, volume } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<
      string,
      unknown
    >;
    if (!volumeOnly && typeof rate === 'number' && rate >= 0.5 && rate <= 3)
      audio.defaultPlaybackRate = audio.playbackRate = rate;
    if (typeof volume === 'number' && volume >= 0 && volume <= 1) audio.volume = volume;
  } catch {
    // Private mode, or something else wrote there: the defaults will do.
  }
}

export function rememberPreferences({ defaultPlaybackRate: rate, volume }: HTMLMediaElement): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ rate, volume }));
  } catch {
    // Full or forbidden: remembered until the page is left.
  }
}
