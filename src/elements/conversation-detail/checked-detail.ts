/**
 * A conversation as any provider may hand it out, made one that can be shown: names that are numbers are
 * texts, and what can be no text is left out. Loaded with the first answer.
 */
import type { Conversation } from '../../model/conversation.js';
import type { ConversationDetail } from '../../model/provider.js';

const TEXTS = [
  ...(['at', 'createdAt', 'updatedAt', 'channel', 'typeLabel', 'direction', 'status'] as const),
  ...(['summary', 'summaryRedactedAt', 'initialContext', 'externalId', 'campaign'] as const),
  ...(['webWidgetId', 'organizationId'] as const),
] satisfies readonly (keyof Conversation)[];

/** @throws What the provider's own objects throw when they are read. */
export function checkedDetail(detail: ConversationDetail): ConversationDetail {
  const { conversation: given, withheld, ...rest } = detail;
  const conversation = given ?? ({} as Conversation);
  const { agent, caller, others } = conversation;
  const texts = TEXTS.filter((key) => key in conversation);
  return {
    ...rest,
    ...(Array.isArray(withheld) && { withheld }),
    conversation: {
      ...conversation,
      ...Object.fromEntries(texts.map((key) => [key, textOf(conversation[key])])),
      ...('agent' in conversation && { agent: withTexts(agent) }),
      ...('caller' in conversation && { caller: withTexts(caller) }),
      ...('others' in conversation && {
        others: Array.isArray(others) ? others.flatMap((each) => withTexts(each) ?? []) : null,
      }),
    } as Conversation,
  };
}

const textOf = (value: unknown): unknown => {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
};

function withTexts(who: unknown): unknown {
  if (typeof who !== 'object' || who === null) return who === null ? null : undefined;
  return Object.fromEntries(
    Object.entries(who).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? value : textOf(value),
    ]),
  );
}
