/** Which language an element speaks. English is built in; other languages mirror `locales/en`. */
import { composedClosest } from './composed-closest.js';
import { inbox } from '../locales/en/inbox.js';

export type Messages = typeof inbox;

/** The `lang` an element inherits, also through the shadow roots around it. */
export const inheritedLanguage = (element: Element): string | undefined =>
  composedClosest(element, '[lang]:not([lang=""])')?.getAttribute('lang')?.trim();

/**
 * The locale for dates: the page's language in the reader's own region when the browser names one
 * (`lang="en"` with a British browser gives `en-GB`), else the page's language as it stands.
 */
export function dateLocale(lang: string | undefined, preferred: readonly string[]): string {
  const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();
  const candidate = !lang
    ? preferred[0]
    : lang.includes('-')
      ? lang
      : (preferred.find((tag) => primary(tag) === primary(lang)) ?? lang);
  try {
    return Intl.getCanonicalLocales(candidate ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}

export const messages: Messages = inbox;
