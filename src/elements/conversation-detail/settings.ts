/** What the host set, made safe: a bad value is named once in the console and left out. */
import { createDateFormat, validTimeZone, type DateFormat } from '../../internal/intl.js';
import { dateLocale, inheritedLanguage } from '../../internal/localize.js';
import type { Warn } from '../../internal/settings.js';
import type { ConversationProvider } from '../../model/provider.js';

/** Anything with `get` can be shown; a list is not needed. */
export function checkedDetailProvider(
  provider: ConversationProvider | null | undefined,
  warn: Warn,
): ConversationProvider | undefined {
  if (!provider || typeof provider.get === 'function') return provider ?? undefined;
  warn('provider needs get().');
  return undefined;
}

/** The formatter for a language and zone, made anew only when one of them changes. */
export function createDates(
  element: Element,
  warn: Warn,
): (timeZone: string | undefined) => DateFormat {
  let made: { readonly key: string; readonly dates: DateFormat } | undefined;
  return (timeZone) => {
    const zone = validTimeZone(timeZone);
    if (timeZone && !zone) warn(`time-zone ${timeZone} is not known; using the reader’s own.`);
    const locale = dateLocale(inheritedLanguage(element), navigator.languages);
    const key = `${locale} ${zone}`;
    if (made?.key !== key) made = { key, dates: createDateFormat(locale, zone) };
    return made.dates;
  };
}
