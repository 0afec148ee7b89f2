/** The earlier messages that an email repeats below its own text, folded away. */
import { email as words } from '../../locales/en/email.js';

/** What mail programs put around the message that is answered. */
const QUOTED = [
  'blockquote',
  '.gmail_quote',
  '.gmail_quote_container',
  '.yahoo_quoted',
  '.protonmail_quote',
  '#isForwardContent',
].join(', ');

/** From here on everything is quoted: Outlook puts nothing around it. */
const QUOTED_FROM_HERE = '#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container';

/**
 * Folds what is quoted at the end of a message. A quotation in the middle of a text belongs to it, and
 * a message that says nothing of its own is shown as it is.
 */
export function foldQuotes(body: HTMLElement): void {
  const from = startOfQuotes(body);
  if (!from || !says(before(body, from))) return;
  const details = body.ownerDocument.createElement('details');
  const summary = body.ownerDocument.createElement('summary');
  summary.textContent = words.quoted;
  details.setAttribute('data-quoted', '');
  details.append(summary);
  from.before(details);
  while (details.nextSibling) details.append(details.nextSibling);
}

/** The first element from which on there is nothing but quoted text. */
function startOfQuotes(body: HTMLElement): Element | undefined {
  const marker = body.querySelector(QUOTED_FROM_HERE);
  if (marker) return marker;
  return [...body.querySelectorAll(QUOTED)].find(
    (quote) => !quote.parentElement?.closest(QUOTED) && !says(after(body, quote)),
  );
}

function before(body: HTMLElement, element: Element): Range {
  const range = body.ownerDocument.createRange();
  range.setStart(body, 0);
  range.setEndBefore(element);
  return range;
}

function after(body: HTMLElement, element: Element): Range {
  const range = body.ownerDocument.createRange();
  range.setStartAfter(element);
  range.setEnd(body, body.childNodes.length);
  return range;
}

const says = (range: Range): boolean => /\S/.test(range.toString());
