/**
 * Tool calls carry what systems tell each other: keys, passwords, card numbers. None of it is for the eyes
 * of a reader, nor for a file. Pure; what is shown or exported of a tool goes through here.
 */
import { HIDDEN, plainData, type Masks } from './plain-data.js';

/** Words of a key that say that its value is a secret, whatever stands around them. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  (
    'authorization password passwd pwd passphrase passcode secret token apikey cookie credential ' +
    'credentials bearer jwt otp pin cvv cvc csc ssn'
  ).split(' '),
);

/** Words that are a secret only together. */
const SECRET_NAMES =
  /(?:^|_)(?:api|access|private|secret|signing|encryption|auth|session)_(?:key|id_token|hash)(?:_|$)|(?:^|_)(?:card_?(?:number|no|num)|credit_?card|card|pan|cardholder_number|account_number|iban|session_id)$/;

/** `clientSecret`, `X-API-Key` and `api.key` are written alike. */
const snake = (key: string): string =>
  key
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase();

/** How many there are, when they expire, whether there is one: that is no secret. */
const ABOUT = /_(?:count|type|expires|expires_in|expires_at|expiry|length|limit|usage|url)$/;

function isSecret(key: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean')
    return false;
  const name = snake(key);
  if (ABOUT.test(name)) return false;
  return name.split('_').some((word) => SECRET_WORDS.has(word)) || SECRET_NAMES.test(name);
}

/** Secrets that are known by how they begin. */
const KNOWN =
  /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{0,2000})?|\b(?:sk|pk|rk|am)_(?:live|test)_\w{8,200}|\bsk-[\w-]{16,200}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,200}|\bxox[abeprs]-[\w-]{10,200}/g;

const BEARER = /\b(bearer|basic)\s{1,5}(?=[\w.~+/-]{0,400}[\d=])[\w.~+/-]{8,4000}={0,2}/gi;

/** `password=…`, `"api_key": "…"`, also with the quotes of a text within a text, also cut off. */
const ASSIGNED = new RegExp(
  String.raw`((?<![a-z])(?:api[_-]?key|authorization|(?:access|refresh|auth|id)[_-]?token|token|` +
    String.raw`password|passwd|pwd|passphrase|(?:client[_-]?)?secret|cvv|cvc|ssn)\\{0,3}["']?\s{0,5}[:=]\s{0,5})` +
    String.raw`(?:\\{0,3}"[^"\\]{0,4000}|\\{0,3}'[^'\\]{0,4000}|(?!\\{0,3}["'{[])[^\s,;&}"'\\]{1,4000})`,
  'gi',
);

/** Fourteen to nineteen digits in groups, beginning as cards do. */
const CARD = /(?<![\d+.])[3-6](?:[ -]?\d){13,18}(?!\d)/g;

/** The check digit that every card has, and one in ten other numbers. */
function isCard(text: string): boolean {
  const digits = [...text].filter((sign) => sign >= '0' && sign <= '9').map(Number);
  const sum = digits.reverse().reduce((total, digit, index) => {
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

/** A text without the secrets that can be recognised in it. */
export const maskText = (text: string): string =>
  text
    .replace(KNOWN, HIDDEN)
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(ASSIGNED, (_all, name: string) => `${name}${HIDDEN}`)
    .replace(CARD, (digits) => (isCard(digits) ? HIDDEN : digits));

const SECRETS: Masks = { hides: isSecret, text: maskText };

/**
 * A copy of a tool's input or output, as plain JSON data, with `[hidden]` in the place of secrets: what
 * stands under keys like `authorization`, `api_key`, `token`, `password`, `secret`, `card_number`, and
 * what looks like a key, a bearer token or a card number wherever it stands. Never throws.
 */
export const maskSecrets = (value: unknown): unknown => plainData(value, SECRETS);

/** The same as text to show: JSON with indents, a text as it is. */
export function maskedText(value: unknown): string {
  const masked = maskSecrets(value);
  return typeof masked === 'string' ? masked : (JSON.stringify(masked, null, 2) ?? '');
}
