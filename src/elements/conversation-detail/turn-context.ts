/** What the templates of turns need beside the turn. */
import type { DateFormat } from '../../internal/intl.js';
import type { Conversation } from '../../model/conversation.js';
import type { Speaker, SpeakerRole, Turn } from '../../model/transcript.js';
import { detail as words } from '../../locales/en/detail.js';

import type { toolExchange } from './tool-exchange.js';
import type { WrittenTurns } from './written-turns.js';

export interface TurnContext {
  readonly dates: DateFormat;
  readonly whoSpeaks: (turn: Turn) => Who | undefined;
  /** How long an answer took; there once its code is. */
  readonly latencyOf: ((turn: Turn) => unknown) | undefined;
  /** Transcript time + offset = time of the recording, in seconds. */
  readonly offset: number;
  /** Turns can be heard. */
  readonly playable: boolean;
  /** Turns can be linked to. */
  readonly linkable: boolean;
  /** Id of the turn whose link was just copied. */
  readonly copied: string | undefined;
  /** What a tool was asked and answered; there once its code is. */
  readonly exchange: typeof toolExchange | undefined;
  /** How what was written is shown, once there is any and the code for it. */
  readonly written: WrittenTurns | undefined;
  /** What the reader has opened, by keys such as `tool <turn id>`. */
  readonly opened: ReadonlySet<string>;
}

export interface Who {
  readonly role: SpeakerRole;
  readonly name: string;
}

const ROLES = new Set(Object.keys(words.roles));

/** A speaker nobody described is called what its id says, where that is a role. */
export function speakersOf(
  speakers: readonly Speaker[],
  { agent, caller }: Conversation,
): (turn: Turn) => Who | undefined {
  const known = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const names: Partial<Record<SpeakerRole, string | null | undefined>> = {
    agent: agent?.name,
    caller: caller?.name,
  };
  const made = new Map<string, Who>();
  return ({ speakerId, email, sms }) => {
    if (speakerId === undefined) return undefined;
    const given = known.get(speakerId);
    const said = given?.role ?? speakerId;
    const role = (ROLES.has(said) ? said : 'other') as SpeakerRole;
    const address = email?.from?.name ?? email?.from?.address ?? sms?.from;
    const name = given?.name?.trim() || address?.trim() || names[role]?.trim();
    const key = `${speakerId} ${name}`;
    const who = made.get(key) ?? { role, name: name || words.roles[role]! };
    made.set(key, who);
    return who;
  };
}

/** Hidden unless the reader asks for them: they are written for the agent. */
export const isSystem = (turn: Turn, context: Pick<TurnContext, 'whoSpeaks'>): boolean =>
  turn.kind === 'message' && context.whoSpeaks(turn)?.role === 'system';
