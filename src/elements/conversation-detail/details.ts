/**
 * What the details of a conversation say, as data: groups of rows, of text, of metadata. Pure.
 *
 * A field that was not sent has no row, unless the provider can send it: then it has `-`. One that the
 * credential may not see is said to be withheld.
 */
import type { DetailsWords } from '../../locales/en/details.js';
import { details as words } from '../../locales/en/details.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import { maskSecrets, maskText } from '../../transcripts/mask-secrets.js';
import { peopleRows } from './details-people.js';
import { isWithheld, sayer, type DetailRow, type Shown, type Visibility } from './details-row.js';
import { conversationRows, recordingRows } from './details-rows.js';
import { timeFormat } from './details-times.js';

export interface DetailsContext extends Visibility {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name; the reader's own when absent or not known to the platform. */
  readonly timeZone?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The page's address; relative links start from it. */
  readonly baseUrl: string;
  /** What is known of the recording beside the conversation's own word. */
  readonly recording?: RecordingFacts;
  /** URL template with `{agentId}` and `{agentVersionId}`; wins over `links`. */
  readonly agentHref?: string;
  readonly links?: ConversationProvider['links'];
}

/** Never where it is, nor how long its link works. */
export type RecordingFacts = Pick<
  Recording,
  'availability' | 'duration' | 'type' | 'channels' | 'offset'
>;

export type DetailsGroup =
  | (GroupOf<'rows'> & { readonly rows: readonly DetailRow[] })
  | (GroupOf<'text'> & Shown)
  /** Keys and values of any kind: plain, without cycles, with secrets masked. */
  | (GroupOf<'data'> & { readonly data: object });

type GroupId = keyof DetailsWords['groups'];

interface GroupOf<Kind extends string> {
  readonly id: GroupId;
  readonly kind: Kind;
}

export function detailsOf(
  conversation: Conversation,
  transcript: Transcript | undefined,
  context: DetailsContext,
): readonly DetailsGroup[] {
  const say = sayer(context);
  return [
    summaryGroup(conversation, context),
    rowsGroup('conversation', conversationRows(conversation, transcript, context)),
    peopleGroup(conversation, transcript, context),
    textGroup('context', masked(say('initialContext', conversation.initialContext))),
    ...dataGroups(conversation, context),
    rowsGroup('recording', recordingRows(conversation, transcript, context)),
  ].filter((group) => group !== undefined);
}

const rowsGroup = (id: GroupId, rows: readonly DetailRow[]): DetailsGroup | undefined =>
  rows.length > 0 ? { id, kind: 'rows', rows } : undefined;

const textGroup = (id: GroupId, shown: Shown | undefined): DetailsGroup | undefined =>
  shown && { id, kind: 'text', ...shown };

/** What an agent is told may have keys in it. */
const masked = (shown: Shown | undefined): Shown | undefined =>
  shown && { ...shown, text: maskText(shown.text) };

function summaryGroup(
  { summary, summaryRedactedAt }: Conversation,
  context: DetailsContext,
): DetailsGroup | undefined {
  const when = timeFormat(context.locale, context.timeZone).full(summaryRedactedAt);
  return textGroup(
    'summary',
    when === undefined
      ? sayer(context)('summary', summary)
      : { text: words.summaryRemoved(when), state: 'removed' },
  );
}

function peopleGroup(
  conversation: Conversation,
  transcript: Transcript | undefined,
  { withheld }: DetailsContext,
): DetailsGroup | undefined {
  const rows = peopleRows(conversation, transcript);
  return rows.length === 0 && isWithheld('others', withheld)
    ? textGroup('participants', { text: words.withheld, state: 'withheld' })
    : rowsGroup('participants', rows);
}

/** Variables are metadata too; where they come as one object they have a heading of their own. */
function dataGroups({ metadata }: Conversation, context: DetailsContext): DetailsGroup[] {
  const data = isFilled(metadata) ? readable(metadata) : metadata;
  if (!isFilled(data)) {
    const shown = sayer(context)('metadata', data === undefined ? undefined : null);
    const group = textGroup('metadata', shown);
    return group ? [group] : [];
  }
  const { variables, ...rest } = data;
  if (!isFilled(variables)) return [{ id: 'metadata', kind: 'data', data }];
  return [
    { id: 'variables', kind: 'data', data: variables },
    ...(isFilled(rest) ? [{ id: 'metadata', kind: 'data', data: rest } as const] : []),
  ];
}

const isFilled = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && Object.keys(data).length > 0;

/** Copied once: what the reader opens in them shows the details anew each time. */
const copies = new WeakMap<object, unknown>();

function readable(metadata: object): unknown {
  if (!copies.has(metadata)) copies.set(metadata, maskSecrets(metadata));
  return copies.get(metadata);
}
