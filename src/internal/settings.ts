/** What hosts set on any element, made safe: a bad value is named once in the console. */
import type { ConversationProvider } from '../model/provider.js';

/** Warns once per message and element. */
export function createWarn(tag: string): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    console.warn(`<${tag}>: ${message}`);
  };
}

export type Warn = ReturnType<typeof createWarn>;

/** Anything with `list` and `capabilities` is a provider. */
export function checkedProvider(
  provider: ConversationProvider | null | undefined,
  warn: Warn,
): ConversationProvider | undefined {
  if (!provider || (typeof provider.list === 'function' && provider.capabilities))
    return provider ?? undefined;
  warn('provider needs list() and capabilities.');
  return undefined;
}
