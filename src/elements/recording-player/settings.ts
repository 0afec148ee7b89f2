/** What the host set, made safe: a bad value is named once in the console and left out. */
import { playbackKey } from '../../internal/playback.js';
import type { Warn } from '../../internal/settings.js';
import { mediaUrl } from '../../internal/urls.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Recording } from '../../model/recording.js';
import type { Source } from './player-session.js';

/** What a player needs of a provider. */
export type RecordingProvider = Pick<ConversationProvider, 'key' | 'recording' | 'links'>;

interface SourceInputs {
  readonly src: string | null | undefined;
  readonly conversationId: string | null | undefined;
  readonly recording: Recording | null | undefined;
  /** The player's own provider. */
  readonly provider: RecordingProvider | null | undefined;
}

export interface Found {
  readonly source: Source | undefined;
  /** Why there is no source; absent while a provider is on its way. */
  readonly missing: 'nothing' | 'none' | undefined;
}

/** What is to be played, as far as the host has said it, in whatever order. */
export function createSources(
  warn: Warn,
): (inputs: SourceInputs, around: RecordingProvider | null | undefined) => Found {
  /** In place of a provider: its recordings are nobody else's. */
  const own = {};
  let plain: { readonly url: string; readonly recording: Recording } | undefined;
  /** Numbers recordings that no id tells apart. */
  let unnamed = 0;
  let offered: Recording['source'];

  const plainSource = (url: string, conversationId: string): Source => {
    if (plain?.url !== url) plain = { url, recording: { availability: 'available', source: url } };
    return { key: url, conversationId, offer: plain.recording, ask: undefined };
  };

  return ({ src, conversationId: id, recording: given, provider: ownProvider }, around) => {
    const conversationId = id ?? '';
    const recording = given ?? undefined;
    const url = src ? mediaUrl(src, document.baseURI) : undefined;
    // The address itself is nobody's business but the player's, the console's neither.
    if (src && !url) warn('src is no address that can be played.');
    if (url) return { source: plainSource(url, conversationId), missing: undefined };
    const provider = usable(ownProvider ?? around, warn);
    const askable = typeof provider?.recording === 'function' && conversationId !== '';
    if (!askable && !recording) {
      const waiting = conversationId && !ownProvider && around === null;
      const missing = provider && conversationId ? 'none' : 'nothing';
      return { source: undefined, missing: waiting ? undefined : missing };
    }
    if (!conversationId && offered !== recording?.source) unnamed += 1;
    offered = recording?.source;
    const source = {
      key: playbackKey(provider ?? own, conversationId || String(unnamed)),
      conversationId,
      offer: recording,
      ask: askable ? asking(provider, conversationId) : undefined,
    };
    return { source, missing: undefined };
  };
}

function usable(
  provider: RecordingProvider | null | undefined,
  warn: Warn,
): RecordingProvider | undefined {
  if (!provider || typeof provider === 'object') return provider ?? undefined;
  warn('provider must be an object with recording().');
  return undefined;
}

const asking =
  (provider: RecordingProvider, id: string): Source['ask'] =>
  async (options) =>
    (await provider.recording?.(id, options)) ?? { availability: 'none' };

/** Undefined: the listener's own. */
export function checkedRate(rate: number | null | undefined, warn: Warn): number | undefined {
  if (rate === undefined || rate === null) return undefined;
  if (rate >= 0.5 && rate <= 3) return rate;
  warn('playback-rate must be from 0.5 to 3.');
  return undefined;
}
