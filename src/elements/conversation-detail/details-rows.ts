/** The rows of a conversation's details: who, what, when, how much. Pure. */
import { formatDuration, lookUp, oneLine, titleCase } from '../../internal/format.js';
import { channels } from '../../locales/en/channels.js';
import { fillTemplate, linkUrl } from '../../internal/urls.js';
import { details as words } from '../../locales/en/details.js';
import type { Conversation } from '../../model/conversation.js';
import type { Transcript } from '../../model/transcript.js';
import {
  isWithheld,
  listOf,
  plainText,
  row,
  sayer,
  textOf,
  type DetailRow,
  type Say,
} from './details-row.js';
import { instantOf, timeFormat } from './details-times.js';
import type { DetailsContext } from './details.js';

export function conversationRows(
  conversation: Conversation,
  transcript: Transcript | undefined,
  context: DetailsContext,
): DetailRow[] {
  const { channel, typeLabel, direction, status, duration, userTurns, messageCount } = conversation;
  const { externalId, organizationId, source, campaign, webWidgetId, unreadable } = conversation;
  const { locale } = context;
  const say = sayer(context);
  // Most sources never send the others, and a column of dashes would say nothing.
  const sayIfSent = sayer({ ...context, fields: [] });
  const number = (value: number | null | undefined) => textOf(value, (n) => numberText(n, locale));
  return [
    ...callerRows(conversation, say),
    ...agentRows(conversation, context, say),
    ...row('type', say('channel', plainText(typeLabel) ?? wordFor(channels, channel))),
    ...row('subject', sayIfSent(undefined, subjectOf(transcript))),
    ...row('web-widget', sayIfSent('webWidgetId', webWidgetId), { exact: true }),
    ...row('direction', say('direction', wordFor(words.directions, direction))),
    ...row('status', say('status', wordFor({}, status))),
    ...timeRows(conversation, context),
    ...row('duration', say('duration', textOf(duration, formatDuration))),
    ...row('user-turns', say('userTurns', number(userTurns))),
    ...row('messages', sayIfSent('messageCount', number(messageCount))),
    ...row('language', sayIfSent(undefined, languageName(transcript?.language, locale))),
    ...row(
      'cost',
      sayIfSent(
        'cost',
        textOf(conversation.cost, (cost) => costText(cost, locale)),
      ),
    ),
    ...row('consent', sayIfSent('consent', consentText(conversation.consent, context))),
    ...row('campaign', sayIfSent('campaign', campaign)),
    ...row('external-id', sayIfSent('externalId', externalId), { exact: true }),
    ...row('organization', sayIfSent('organizationId', organizationId), { exact: true }),
    ...row('source', sayIfSent('source', source)),
    ...row('id', say('id', conversation.id), { exact: true }),
    ...row('unreadable', sayIfSent(undefined, listText(unreadable))),
  ];
}

function callerRows({ caller }: Conversation, say: Say): DetailRow[] {
  const address = plainText(caller?.address) ?? plainText(caller?.id);
  const guest = caller?.anonymous === true;
  const shown = say(
    'caller',
    guest ? words.guest : caller === undefined ? undefined : (address ?? null),
  );
  return [
    ...row('caller', shown, guest ? { note: address && oneLine(address, 200) } : { exact: true }),
    ...row('caller-name', say('caller.name', caller === null ? null : caller?.name)),
  ];
}

function agentRows(conversation: Conversation, context: DetailsContext, say: Say): DetailRow[] {
  const { agent } = conversation;
  const [name, id] = [plainText(agent?.name), plainText(agent?.id)];
  const addressName = plainText(agent?.addressName);
  const { withheld } = context;
  const links = agentLinks(conversation, context);
  const shown = say('agent', agent === undefined ? undefined : (name ?? id ?? null));
  return [
    ...row('agent', shown, {
      exact: !name,
      href: links.agent,
      ...(!name && isWithheld('agent.name', withheld) && { note: words.nameWithheld }),
    }),
    ...row('agent-id', say(undefined, name && id), { exact: true }),
    ...row('version', say(undefined, plainText(agent?.versionId)), {
      exact: true,
      href: links.version,
    }),
    ...row(
      'agent-number',
      say('agent', agent === undefined ? undefined : (agent?.address ?? null)),
      { exact: true, ...(addressName && { note: oneLine(addressName, 200) }) },
    ),
  ];
}

/** The version has a link of its own where it leads elsewhere. */
function agentLinks(
  conversation: Conversation,
  { agentHref, links, baseUrl }: DetailsContext,
): { readonly agent?: string; readonly version?: string } {
  const [agentId, agentVersionId] = [
    plainText(conversation.agent?.id),
    plainText(conversation.agent?.versionId),
  ];
  if (!agentId) return {};
  const checked = (url: string | undefined) => (url ? linkUrl(url, baseUrl) : undefined);
  if (!agentHref) return { agent: checked(ask(() => links?.agent?.(conversation))) };
  const agent = checked(fillTemplate(agentHref, { agentId, agentVersionId: undefined }));
  const version = checked(fillTemplate(agentHref, { agentId, agentVersionId }));
  return version === agent ? { agent } : { agent: agent ?? version, version };
}

/** Links are the host's code: what it throws costs a link and nothing else. */
function ask(link: () => string | undefined): string | undefined {
  try {
    const url = link();
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}

function timeRows(
  { at, createdAt, updatedAt }: Conversation,
  context: DetailsContext,
): DetailRow[] {
  const { locale, timeZone, now } = context;
  const times = timeFormat(locale, timeZone);
  const sayIfSent = sayer({ ...context, fields: [] });
  const timeRow = (id: 'time' | 'created' | 'updated', iso: string | null | undefined) =>
    row(
      id,
      sayIfSent(
        id === 'updated' ? 'updatedAt' : 'at',
        textOf(iso, (one) => times.full(one)),
      ),
      { time: iso ?? undefined, note: times.relative(iso, now) },
    );
  // A list may be ordered by another time than that of the beginning.
  const own = instantOf(at) !== instantOf(createdAt) || instantOf(at) === undefined;
  return [
    ...(own && !(at === null && createdAt) ? timeRow('time', at) : []),
    ...timeRow('created', createdAt),
    ...timeRow('updated', updatedAt),
    ...row('time-zone', sayIfSent(undefined, times.zone(at) ?? times.zone(createdAt))),
  ];
}

export function recordingRows(
  conversation: Conversation,
  transcript: Transcript | undefined,
  context: DetailsContext,
): DetailRow[] {
  const { recording, fields, locale } = context;
  const state = recording?.availability ?? conversation.recording;
  if (state === 'none' && fields && !fields.includes('recording')) return [];
  const sayIfSent = sayer({});
  const offset = recording?.offset ?? transcript?.offset;
  const available = {
    text: wordFor(words.availability, state) ?? words.availability['unknown']!,
    state: state === 'withheld' || state === 'none' || state === 'removed' ? state : 'value',
  } as const;
  return [
    ...row('availability', available),
    ...row('length', sayIfSent(undefined, textOf(recording?.duration, formatDuration))),
    ...row('format', sayIfSent(undefined, formatName(recording?.type))),
    ...row('channels', sayIfSent(undefined, channelsText(recording?.channels, locale))),
    ...row(
      'offset',
      sayIfSent(undefined, offset && Number.isFinite(offset) ? words.offset(offset) : undefined),
    ),
  ];
}

/** Words of ours, else the source's own in title case. */
const wordFor = (table: Readonly<Record<string, string>>, value: unknown) =>
  textOf(value, (given) => {
    const word = plainText(given);
    return word && (lookUp(table, word) ?? titleCase(word.slice(0, 200)));
  });

function subjectOf(transcript: Transcript | undefined): string | undefined {
  const subjects = listOf(transcript?.turns).map((turn) => plainText(turn?.email?.subject));
  return subjects.find((subject) => subject !== undefined);
}

const numberText = (value: number, locale: string, options?: Intl.NumberFormatOptions) =>
  Number.isFinite(value) ? new Intl.NumberFormat(locale, options).format(value) : undefined;

/** What is no ISO 4217 code, "credits" for example, is written behind the number. */
function costText(
  { amount, currency }: NonNullable<Conversation['cost']>,
  locale: string,
): string | undefined {
  // A minute of an agent costs fractions of a cent.
  const plain = { maximumFractionDigits: 4 };
  const code = plainText(currency);
  if (!code) return numberText(amount, locale, plain);
  try {
    return numberText(amount, locale, { ...plain, style: 'currency', currency: code });
  } catch {
    return `${numberText(amount, locale, plain)} ${code}`;
  }
}

const consentText = (consent: Conversation['consent'], { locale, timeZone }: DetailsContext) =>
  textOf(consent, ({ optedIn, at }) =>
    optedIn ? words.optedIn(timeFormat(locale, timeZone).full(at)) : words.optedOut,
  );

function languageName(language: unknown, locale: string): string | undefined {
  const tag = plainText(language);
  try {
    return tag && (new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag);
  } catch {
    return tag;
  }
}

function formatName(type: unknown): string | undefined {
  const text = plainText(type);
  const [base = ''] = text?.split(';') ?? [];
  return (
    lookUp(
      words.formats,
      base
        .trim()
        .toLowerCase()
        .replace(/^(audio|video)\//, ''),
    ) ?? text
  );
}

const channelsText = (channels: unknown, locale: string): string | undefined =>
  lookUp(words.channels, String(channels)) ??
  (typeof channels === 'number' ? numberText(channels, locale) : undefined);

const listText = (list: unknown): string | undefined =>
  Array.isArray(list) && list.length > 0 ? list.slice(0, 50).join(', ') : undefined;
