/** Who takes part: agents, and callers who come back under the same number and address. */
import { between, chance, hash, pick, randomFrom } from './random.js';
import { LANGUAGES, type Language } from './texts.js';

export type Channel = 'telephone' | 'webrtc' | 'email' | 'text';

export interface DemoAgent {
  readonly id: string;
  readonly name: string | null;
  readonly versions: readonly string[];
  readonly channels: readonly Channel[];
  /** How busy, against the others: those with odd names are rare, as in life. */
  readonly share: number;
  readonly number: string;
  readonly address: string;
}

const AREAS = [212, 303, 312, 404, 415, 503, 512, 602, 617, 702, 713, 808, 907];

const VOICE: readonly Channel[] = ['telephone', 'webrtc', 'text'];
const WRITTEN: readonly Channel[] = ['email', 'text', 'webrtc'];

export const AGENTS: readonly DemoAgent[] = [
  agent(1, 'Front desk', 4, VOICE),
  agent(2, 'Billing support', 3, VOICE),
  agent(3, 'Sales qualifier', 2, VOICE),
  agent(4, 'Rendez-vous — accueil', 1, VOICE),
  agent(5, 'Поддержка клиентов', 2, VOICE),
  agent(6, 'خدمة العملاء', 1, VOICE),
  agent(7, 'Inbox triage', 3, WRITTEN),
  agent(8, 'Returns by email', 2, ['email']),
  agent(9, null, 1, WRITTEN),
  agent(10, null, 1, VOICE),
  agent(11, 'Night shift 🌙 answering everything that the other agents could not get to', 2, VOICE),
  agent(12, '<b>Bold</b> agent <img src=x onerror="window.hacked=1">', 1, [...VOICE, 'email']),
];

function agent(
  index: number,
  name: string | null,
  versions: number,
  channels: readonly Channel[],
): DemoAgent {
  return {
    id: `agent_${hash(index, 1).toString(36)}`,
    name,
    versions: Array.from({ length: versions }, (_, v) => `agv_${hash(index, 2, v).toString(36)}`),
    channels,
    share: index > 8 ? 1 : 12,
    number: phone(index % 4 === 0 ? 0 : 1, index * 7),
    address: `${['hello', 'billing', 'returns'][index % 3]}${index}@example.com`,
  };
}

export const WIDGETS: readonly string[] = ['widget_home', 'widget_pricing', 'widget_help', 'wgt-4'];

export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly language: Language;
}

/** The same person for the same index; about two in five do not speak English. */
export function person(seed: number, index: number): Person {
  const random = randomFrom(seed, index, 0x70);
  const language = chance(random, 0.6)
    ? (LANGUAGES[0] as Language)
    : pick(random, LANGUAGES.slice(1));
  const number = phone(chance(random, 0.2) ? 0 : 1, between(random, 0, 999_999));
  return {
    name: pick(random, language.names),
    phone: chance(random, 0.1) ? spaced(number) : number,
    email: `${pick(random, MAILBOXES)}.${index}@example.${pick(random, ['com', 'org', 'net'])}`,
    language,
  };
}

const MAILBOXES = ['ana', 'j.smith', 'office', 'Yuki', 'the.very.long.mailbox.of.procurement', 'k'];

/** A number from the ranges reserved for fiction: country 1 (555-01xx) or 44 (020 7946 0xxx). */
function phone(country: number, index: number): string {
  if (country === 0) return `+4420794${String(60000 + (index % 1000))}`;
  const line = String(index % 100).padStart(2, '0');
  return `+1${AREAS[Math.floor(index / 100) % AREAS.length]}55501${line}`;
}

function spaced(number: string): string {
  return number.startsWith('+44')
    ? number.replace(/^\+44(\d\d)(\d{4})(\d{4})$/, '+44 $1 $2 $3')
    : number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

/** A UUID that belongs to a number for good. */
export function numberIdOf(number: string): string {
  const codes = [...number].map((letter) => letter.codePointAt(0) ?? 0);
  const hex = [1, 2, 3, 4].map((part) =>
    hash(part, ...codes)
      .toString(16)
      .padStart(8, '0'),
  );
  return hex.join('').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
