import type { Conversation, ConversationDetail, ConversationField } from '../../model/index.js';

/** What is left of a conversation for a credential that may not see some of its fields. Pure. */
export function withhold(one: Conversation, fields: readonly ConversationField[]): Conversation {
  if (fields.length === 0) return one;
  const hides = (field: string) => (fields as readonly string[]).includes(field);
  const entries = Object.entries(one).flatMap(([field, value]): [string, unknown][] => {
    if (hides(field)) {
      return field === 'recording' || field === 'transcript' ? [[field, 'withheld']] : [];
    }
    return [[field, hides(`${field}.name`) && value ? nameless(value as object) : value]];
  });
  return Object.fromEntries(entries) as unknown as Conversation;
}

export function withholdDetail(
  detail: ConversationDetail,
  fields: readonly ConversationField[],
): ConversationDetail {
  if (fields.length === 0) return detail;
  const conversation = withhold(detail.conversation, fields);
  const { transcript: _transcript, ...rest } = detail;
  const seen = fields.includes('transcript') ? rest : detail;
  return { ...seen, conversation, withheld: fields };
}

function nameless(person: object): object {
  return Object.fromEntries(Object.entries(person).filter(([field]) => field !== 'name'));
}
