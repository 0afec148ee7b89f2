/** One generated conversation as the database holds it: all that the API filters and orders by. */
import { hostileAt } from './hostile.js';
import { AGENTS, person, WIDGETS, type Channel, type DemoAgent, type Person } from './people.js';
import { between, chance, hash, pick, randomFrom, weighted, type Random } from './random.js';
import { CAMPAIGNS } from './texts.js';
import { cut, type DataSet } from './timeline.js';

export type Status =
  | 'token_created'
  | 'triggered'
  | 'ringing'
  | 'in_progress'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'transferred'
  | 'unanswered';

/** Times in microseconds, `duration` in seconds, `custom_metadata` as JSON text. */
export type Row = {
  readonly seq: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly direction: 'inbound' | 'outbound';
  readonly channel: Channel;
  readonly status: Status;
  readonly user_id: string;
  readonly agent_id: string;
  readonly agent_version_id: string;
  readonly agent_number: string | null;
  readonly web_widget_id: string | null;
  readonly duration: number | null;
  readonly user_turn_count: number | null;
  readonly custom_metadata: string | null;
};

const CHANNELS = [
  ['telephone', 55],
  ['webrtc', 22],
  ['email', 13],
  ['text', 10],
] as const;

const OUTBOUND: Readonly<Record<Channel, number>> = {
  telephone: 0.35,
  webrtc: 0,
  email: 0.2,
  text: 0.45,
};

const STATUSES: Readonly<Record<Channel, readonly (readonly [Status, number])[]>> = {
  telephone: [
    ['completed', 62],
    ['transferred', 12],
    ['unanswered', 11],
    ['failed', 7],
    ['cancelled', 5],
    ['in_progress', 1],
    ['ringing', 1],
    ['triggered', 1],
  ],
  webrtc: [
    ['completed', 66],
    ['token_created', 16],
    ['transferred', 6],
    ['failed', 5],
    ['cancelled', 5],
    ['in_progress', 2],
  ],
  email: [
    ['completed', 82],
    ['in_progress', 8],
    ['transferred', 5],
    ['failed', 4],
    ['triggered', 1],
  ],
  text: [
    ['completed', 78],
    ['in_progress', 11],
    ['failed', 5],
    ['unanswered', 5],
    ['triggered', 1],
  ],
};

/** Who is on the other side; callers come back, about four times each. */
export function callerOf(set: DataSet, seq: number): Person {
  const callers = Math.max(1, Math.floor(set.rows / 4));
  return person(set.seed, hash(set.seed, seq, 0x43) % callers);
}

/**
 * The row with this number.
 *
 * @param createdAt in microseconds, not yet cut to the unit that is stored.
 * @param tied whether it shares its instant with others: then it is one call of a campaign that
 * dialled a whole list at once.
 */
export function generateRow(set: DataSet, seq: number, createdAt: number, tied: boolean): Row {
  const random = randomFrom(set.seed, seq, 0x52);
  const launch = randomFrom(set.seed, createdAt, 0x4c);
  const channel = tied ? 'telephone' : weighted<Channel>(random, CHANNELS);
  const outbound = tied || chance(random, OUTBOUND[channel]);
  const agents = AGENTS.filter((agent) => agent.channels.includes(channel));
  const shares = agents.map((agent) => [agent, agent.share] as const);
  const agent = weighted(tied ? launch : random, shares);
  const campaign = outbound && (tied || chance(random, 0.6)) ? pick(launch, CAMPAIGNS) : undefined;
  const fresh = set.now - createdAt < 1_800_000_000;
  const status = statusOf(random, channel, fresh && !tied);
  const caller = callerOf(set, seq);
  const hostile = hostileAt(set.seed, seq, set.rows);
  const length = lengthOf(random, channel, status);
  const lag = ((length.duration ?? 0) + random() ** 6 * 129_600 + random() * 10) * 1_000_000;
  const latest = Math.max(set.now, createdAt + 5_000_000);
  return {
    seq,
    created_at: cut(createdAt, set.unit),
    updated_at: cut(Math.min(createdAt + lag, latest), set.unit),
    direction: outbound ? 'outbound' : 'inbound',
    channel,
    status,
    user_id: hostile?.userId ?? userId(random, channel, caller),
    agent_id: agent.id,
    agent_version_id: pick(random, agent.versions),
    agent_number: hostile?.agentNumber ?? agentNumber(channel, agent),
    web_widget_id: channel === 'webrtc' ? pick(random, WIDGETS) : null,
    duration: length.duration,
    user_turn_count: length.turns,
    custom_metadata: metadata(random, { seq, channel, caller, campaign, hostile }),
  };
}

function statusOf(random: Random, channel: Channel, fresh: boolean): Status {
  if (fresh && channel === 'telephone' && chance(random, 0.3)) {
    return pick(random, ['in_progress', 'ringing', 'triggered'] as const);
  }
  return weighted(random, STATUSES[channel]);
}

/** Seconds and turns of the caller; the recording and the transcript are made to fit them. */
function lengthOf(
  random: Random,
  channel: Channel,
  status: Status,
): { readonly duration: number | null; readonly turns: number | null } {
  if (status === 'token_created' || status === 'triggered' || status === 'ringing') {
    return { duration: null, turns: null };
  }
  if (channel === 'email') return { duration: null, turns: between(random, 1, 6) };
  if (channel === 'text') {
    const turns = status === 'unanswered' ? 0 : between(random, 1, 14);
    return { duration: chance(random, 0.5) ? null : turns * between(random, 20, 900), turns };
  }
  if (status === 'unanswered') return { duration: chance(random, 0.5) ? 0 : null, turns: 0 };
  if (status === 'cancelled') return { duration: between(random, 0, 20), turns: 0 };
  if (status === 'in_progress') return { duration: null, turns: between(random, 0, 12) };
  if (chance(random, 0.02)) return { duration: null, turns: null };
  const duration = spokenSeconds(random);
  return { duration, turns: duration < 8 ? 0 : Math.floor(duration / between(random, 8, 16)) };
}

/** Mostly one to five minutes; some nothing at all, a few hours long. */
function spokenSeconds(random: Random): number {
  if (chance(random, 0.01)) return 0;
  if (chance(random, 0.004)) return between(random, 3600, 8200);
  const bell = random() + random() + random() + random() - 2;
  return Math.round(Math.exp(4.85 + bell * 1.6));
}

function userId(random: Random, channel: Channel, caller: Person): string {
  if (channel === 'email') return caller.email;
  if (channel !== 'webrtc') return caller.phone;
  if (chance(random, 0.25)) return caller.email;
  return `guest_${hash(random() * 2 ** 32).toString(16)}${hash(random() * 2 ** 32).toString(16)}`;
}

function agentNumber(channel: Channel, agent: DemoAgent): string | null {
  if (channel === 'webrtc') return null;
  return channel === 'email' ? agent.address : agent.number;
}

interface MetadataSource {
  readonly seq: number;
  readonly channel: Channel;
  readonly caller: Person;
  readonly campaign: string | undefined;
  readonly hostile: ReturnType<typeof hostileAt>;
}

function metadata(random: Random, source: MetadataSource): string | null {
  const { campaign, caller, hostile } = source;
  if (!campaign && !hostile && chance(random, 0.2)) return null;
  const data: Record<string, unknown> = { ...hostile?.metadata };
  if (campaign) data['anyreach_campaign'] = campaign;
  const named = chance(random, 0.5);
  if (hostile?.name !== undefined) data['customer_name'] = hostile.name;
  else if (named) data[weighted(random, NAME_KEYS)] = caller.name;
  if (chance(random, 0.3)) data['order_id'] = orderId(random);
  if (chance(random, 0.1)) data['vip'] = chance(random, 0.5);
  if (chance(random, 0.05)) data['tags'] = ['renewal', pick(random, ['gold', 'silver', 'trial'])];
  if (chance(random, 0.05)) {
    data['crm'] = { account: { id: between(random, 1, 500), tier: pick(random, ['a', 'b']) } };
  }
  if (source.channel === 'email') Object.assign(data, participants(random));
  return JSON.stringify(data);
}

const NAME_KEYS = [
  ['customer_name', 70],
  ['user_name', 15],
  ['caller_name', 10],
  ['name', 5],
] as const;

/** Sometimes text, sometimes a number: containment tells `123` and `"123"` apart. */
function orderId(random: Random): string | number {
  const number = between(random, 100, 9999);
  return chance(random, 0.3) ? number : chance(random, 0.3) ? String(number) : `A-${number}`;
}

/** The further people of an email thread; often they are only named in the mails themselves. */
function participants(random: Random): Record<string, unknown> {
  const draw = random();
  const people = Array.from({ length: between(random, 1, 4) }, () =>
    person(7, between(random, 0, 99)),
  );
  if (draw < 0.25) return { participants: people.map((one) => one.email) };
  if (draw < 0.4) {
    return { participants: people.map((one) => ({ name: one.name, address: one.email })) };
  }
  if (draw < 0.5) return { cc: people.map((one) => one.email).join(', ') };
  if (draw < 0.55) return { cc: people.map((one) => one.email) };
  return {};
}
