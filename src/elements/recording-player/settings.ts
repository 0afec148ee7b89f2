/** What the host set, made safe: a bad value is named once in the console and left out. */
import { playbackKey } from '../../internal/playback.js';
import { checkedProvider, type Warn } from '../../internal/settings.js';
import { mediaUrl } from '../../internal/urls.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import type { Source } from './player-session.js';

interface SourceInputs {
  readonly src: string | null | undefined;
  readonly conversationId: string | null | undefined;
  readonly recording: Recording | null | undefined;
  /** The player's own provider. */
  readonly provider: ConversationProvider | null | undefined;
}

export interface Found {
  readonly source: Source | undefined;
  /** Why there is no source; absent while a provider is on its way. */
  readonly missing: 'nothing' | 'none' | undefined;
}

/** What is to be played, as far as the host has said it, in whatever order. */
export function createSources(
  warn: Warn,
): (inputs: SourceInputs, around: ConversationProvider | null | undefined) => Found {
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
    const provider = checkedProvider(ownProvider ?? around, warn);
    const askable = provider?.recording !== undefined && conversationId !== '';
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

const asking =
  (provider: ConversationProvider, id: string): Source['ask'] =>
  async (options) =>
    (await provider.recording?.(id, options)) ?? { availability: 'none' };

/** Undefined: the listener's own. */
export function checkedRate(rate: number | null | undefined, warn: Warn): number | undefined {
  if (rate === undefined || rate === null) return undefined;
  if (rate >= 0.5 && rate <= 3) return rate;
  warn('playback-rate must be from 0.5 to 3.');
  return undefined;
}

export function checkedTranscript(
  transcript: Transcript | null | undefined,
  warn: Warn,
): Transcript | undefined {
  if (!transcript) return undefined;
  const listed = (list: unknown) =>
    Array.isArray(list) && list.every((each) => each && typeof each === 'object');
  if (listed(transcript.turns) && listed(transcript.speakers)) return transcript;
  warn('transcript needs turns and speakers.');
  return undefined;
}
