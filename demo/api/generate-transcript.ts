/** Transcripts, made when they are asked for from the numbers of their row. */
import { callerOf, type Row } from './generate.js';
import { hostileAt } from './hostile.js';
import { AGENTS, person, type Person } from './people.js';
import { between, chance, pick, randomFrom, type Random } from './random.js';
import { speechPlan, type Speech, type Tape } from './speech.js';
import { LANGUAGES, TOOLS } from './texts.js';
import type { DataSet } from './timeline.js';

type Item = Readonly<Record<string, unknown>>;

/** Seconds after `created_at` at which a call is answered and its recording starts. */
export const ANSWER_DELAY = 2;

/** What the tape of a spoken conversation holds; one still running is as long as its turns so far. */
export function tapeOf(row: Row): Tape {
  const turns = row.user_turn_count ?? 0;
  return { seq: row.seq, seconds: row.duration ?? turns * 10, turns };
}

/** The `conversation` of a row: `null` when nothing was said or written. */
export function transcriptOf(set: DataSet, row: Row): { items: Item[] } | null {
  if (row.user_turn_count === null) return null;
  const random = randomFrom(set.seed, row.seq, 0x54);
  const line = lines(random, callerOf(set, row.seq), hostileAt(set.seed, row.seq, set.rows)?.line);
  const made = { set, row, random, line };
  const items =
    row.channel === 'email' ? mails(made) : row.channel === 'text' ? texts(made) : spoken(made);
  return items.length > 0 ? { items } : null;
}

interface Making {
  readonly set: DataSet;
  readonly row: Row;
  readonly random: Random;
  /** Some words of a speaker, about as many as fit in so many milliseconds. */
  readonly line: (speaker: Speech['speaker'], milliseconds: number) => string;
}

/** Each speaker says the lines of a language roughly in order, so that it reads like a talk. */
function lines(random: Random, caller: Person, hostile: string | undefined): Making['line'] {
  const english = LANGUAGES[0] as Person['language'];
  const said = { agent: -1, caller: -1 };
  let unused = hostile;
  return (speaker, milliseconds) => {
    if (speaker === 'caller' && unused !== undefined) {
      const text = unused;
      unused = undefined;
      return text;
    }
    const language = chance(random, 0.95) ? caller.language : english;
    const count = Math.max(1, Math.min(4, Math.round(milliseconds / 4500)));
    return Array.from({ length: count }, () => {
      said[speaker] += said[speaker] >= 0 && chance(random, 0.3) ? 2 : 1;
      return language[speaker][said[speaker] % language[speaker].length];
    }).join(' ');
  };
}

function spoken({ set, row, random, line }: Making): Item[] {
  const plan = speechPlan(set.seed, tapeOf(row));
  const startedAt = row.created_at / 1e6 + ANSWER_DELAY;
  const items: Item[] = [];
  plan.forEach((speech, index) => {
    const before = plan[index - 1];
    const wait = before ? Math.max(0, speech.start - before.end) / 1000 : 0;
    const called = speech.speaker === 'agent' && before !== undefined && chance(random, 0.12);
    if (called) {
      items.push(...toolCall(random, row, index, startedAt + speech.start / 1000, wait));
    }
    items.push({
      id: `item_${index}`,
      type: 'message',
      role: speech.speaker === 'agent' ? 'assistant' : 'user',
      content: [line(speech.speaker, speech.end - speech.start)],
      interrupted: speech.interrupted,
      start_time: speech.start / 1000,
      end_time: speech.end / 1000,
      created_at: round(startedAt + speech.start / 1000),
      metrics: metrics(random, speech, before === undefined ? undefined : wait),
    });
  });
  if (row.status === 'transferred' && items.length > 0) items.push(handoff(random, startedAt));
  return items;
}

/** Seconds. The end-to-end latency is the pause one hears before the agent speaks. */
function metrics(random: Random, speech: Speech, wait: number | undefined): Item {
  if (speech.speaker === 'caller') {
    return { transcription_delay: round(0.1 + random() * 0.3), end_of_turn_delay: 0.5 };
  }
  if (wait === undefined) return { tts_node_ttfb: round(0.1 + random() * 0.2) };
  return {
    e2e_latency: round(wait),
    llm_node_ttft: round(wait * (0.35 + random() * 0.25)),
    tts_node_ttfb: round(wait * (0.1 + random() * 0.15)),
  };
}

/** A call and its result, paired by `call_id`; a few results never come. */
function toolCall(random: Random, row: Row, index: number, at: number, wait: number): Item[] {
  const tool = pick(random, TOOLS);
  const callId = `call_${row.seq}_${index}`;
  const failed = chance(random, 0.12);
  const call = {
    id: `item_${index}_call`,
    type: 'function_call',
    call_id: callId,
    name: tool.name,
    arguments: chance(random, 0.8) ? JSON.stringify(tool.input) : tool.input,
    created_at: round(at - wait * 0.6),
  };
  if (chance(random, 0.04)) return [call];
  const output = failed ? { error: tool.error } : tool.output;
  return [
    call,
    {
      id: `item_${index}_output`,
      type: 'function_call_output',
      call_id: callId,
      name: tool.name,
      output: chance(random, 0.8) ? JSON.stringify(output) : output,
      is_error: failed,
      created_at: round(at - wait * 0.3),
    },
  ];
}

/** An entry that the contract does not name: readers must show it all the same. */
function handoff(random: Random, startedAt: number): Item {
  const agent = pick(random, AGENTS);
  return {
    id: 'item_handoff',
    type: 'agent_handoff',
    new_agent_id: agent.id,
    created_at: round(startedAt),
  };
}

function texts({ row, random, line }: Making): Item[] {
  const items: Item[] = [];
  let at = row.created_at / 1e6;
  for (let turn = 0; turn < (row.user_turn_count ?? 0); turn++) {
    for (const speaker of ['caller', 'agent'] as const) {
      at += between(random, 4, 240);
      if (speaker === 'agent' && chance(random, 0.1)) {
        items.push(...toolCall(random, row, turn, at, 3));
      }
      items.push({
        id: `item_${turn}_${speaker}`,
        type: 'message',
        role: speaker === 'agent' ? 'assistant' : 'user',
        content: [line(speaker, 3500)],
        created_at: round(at),
        ...(speaker === 'agent' ? { metrics: { llm_node_ttft: round(0.2 + random()) } } : {}),
      });
    }
  }
  return items;
}

function mails({ set, row, random, line }: Making): Item[] {
  const caller = callerOf(set, row.seq);
  const copied = copiedTo(row, random);
  const subject = pick(random, ['Your order A-10233', 'Re: invoice', 'Frage zur Rechnung', '予約']);
  const items: Item[] = [];
  let at = row.created_at / 1e6;
  for (let index = 0; index < (row.user_turn_count ?? 0) * 2; index++) {
    const speaker = index % 2 === 0 ? 'caller' : 'agent';
    const addresses = [`${caller.name} <${row.user_id}>`, row.agent_number ?? ''];
    if (speaker === 'agent') addresses.reverse();
    const text = line(speaker, 14_000);
    items.push({
      id: `item_${index}`,
      type: 'message',
      role: speaker === 'agent' ? 'assistant' : 'user',
      content: [text],
      created_at: round(at),
      headers: {
        from: addresses[0],
        to: [addresses[1]],
        cc: copied,
        subject: index === 0 ? subject : `Re: ${subject}`,
        date: new Date(Math.floor(at) * 1000).toUTCString(),
        message_id: `<${row.seq}.${index}@example.net>`,
        ...(index > 0 ? { in_reply_to: `<${row.seq}.${index - 1}@example.net>` } : {}),
      },
      ...(chance(random, 0.5) ? { html: mailHtml(random, text) } : {}),
    });
    at += between(random, 600, 40_000);
  }
  return items;
}

/** The copied addresses that the row's metadata names, else some that only the mails name. */
function copiedTo(row: Row, random: Random): string[] {
  const data = JSON.parse(row.custom_metadata ?? '{}') as Record<string, unknown>;
  const named = data['participants'] ?? data['cc'];
  if (typeof named === 'string') return named.split(', ');
  if (Array.isArray(named)) {
    return named.map((one: string | { address: string }) =>
      typeof one === 'string' ? one : one.address,
    );
  }
  return Array.from(
    { length: between(random, 0, 2) },
    () => person(7, between(random, 0, 99)).email,
  );
}

/** Some mails bring a tracking pixel, a script and a style meant for the whole page. */
function mailHtml(random: Random, text: string): string {
  const extra = chance(random, 0.2)
    ? '<style>body{display:none}</style><script>window.hacked=1</script>' +
      '<img src="https://tracking.example.test/p.gif" onerror="window.hacked=1">'
    : '';
  return `<p>${escape(text)}</p>${extra}<p><b>Example Stores</b></p>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
