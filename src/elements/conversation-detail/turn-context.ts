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
  /** The day of a turn, where it is another one than that of the turn before. */
  readonly dayOf: (turn: Turn) => string | undefined;
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

/**
 * A speaker nobody described is called what its id says, where that is a role; else the address it
 * writes from tells its side. Turns that come in pages or live bring no speakers with them.
 */
export function speakersOf(
  speakers: readonly Speaker[],
  { agent, caller }: Conversation,
): (turn: Turn) => Who | undefined {
  const sides = new Map<string, SpeakerRole>([
    [addressKey(caller?.address), 'caller'],
    [addressKey(agent?.address), 'agent'],
    ['', 'other'],
  ]);
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
    const from = email?.from?.address ?? sms?.from;
    const isSided = ROLES.has(said) && said !== 'other';
    const role = isSided ? (said as SpeakerRole) : (sides.get(addressKey(from)) ?? 'other');
    const address = email?.from?.name ?? from;
    const name = given?.name?.trim() || address?.trim() || names[role]?.trim();
    const key = `${speakerId} ${role} ${name}`;
    const who = made.get(key) ?? { role, name: name || words.roles[role]! };
    made.set(key, who);
    return who;
  };
}

/** Numbers are written with and without spaces and dashes, addresses of mails in capitals and not. */
const addressKey = (address: string | null | undefined): string =>
  String(address ?? '')
    .toLowerCase()
    .replace(/[\s()]|-(?=\d)/g, '');

/** Hidden unless the reader asks for them: they are written for the agent. */
export const isSystem = (turn: Turn, context: Pick<TurnContext, 'whoSpeaks'>): boolean =>
  turn.kind === 'message' && context.whoSpeaks(turn)?.role === 'system';
