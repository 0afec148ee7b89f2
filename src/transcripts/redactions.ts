/**
 * What a vendor put in the place of a text it took out. Only patterns that are known: how long the
 * hidden text was, nobody guesses. Pure.
 */
import type { Redaction } from '../model/transcript.js';

/** What the redaction of speech services names: `[EMAIL_ADDRESS]`, `[PERSON_NAME_2]`. */
const ENTITIES =
  'REDACTED|PII|NAME|PERSON|PERSON_NAME|FIRST_NAME|LAST_NAME|EMAIL|EMAIL_ADDRESS|PHONE|PHONE_NUMBER|' +
  'ADDRESS|LOCATION|LOCATION_ADDRESS|DATE|DATE_OF_BIRTH|DOB|AGE|SSN|US_SOCIAL_SECURITY_NUMBER|' +
  'ACCOUNT_NUMBER|BANK_ACCOUNT|BANKING_INFORMATION|CARD_NUMBER|CREDIT_CARD|CREDIT_CARD_NUMBER|' +
  'CREDIT_CARD_CVV|CREDIT_CARD_EXPIRATION|CVV|PIN|PASSPORT_NUMBER|DRIVERS_LICENSE|VEHICLE_ID|' +
  'IP_ADDRESS|URL|USERNAME|PASSWORD|ORGANIZATION|OCCUPATION|NATIONALITY|MEDICAL_CONDITION|NUMERICAL_PII|' +
  'HEALTHCARE_NUMBER|MONEY_AMOUNT|NUMBER_SEQUENCE|IBAN';

const NAMED = String.raw`\[(?<square>${ENTITIES})(?:_\d{1,4})?\]|<(?<angle>${ENTITIES})(?:_\d{1,4})?>`;

/** Signs in place of letters. In a text with Markdown they would be a rule or a heading. */
const SIGNS = String.raw`(?<![\w#*])(?:#{4,}|\*{3,})(?![\w#*])`;

const WRITTEN = new RegExp(NAMED, 'g');
const SPOKEN = new RegExp(`${NAMED}|${SIGNS}`, 'g');

/** More spans than that help nobody. */
const MOST_SPANS = 1000;

/** @param isSpoken Nobody typed the text, so that signs in it can only come from a machine. */
export function redactionsIn(text: string, isSpoken: boolean): readonly Redaction[] {
  const found: Redaction[] = [];
  for (const match of text.matchAll(isSpoken ? SPOKEN : WRITTEN)) {
    const entity = match.groups?.['square'] ?? match.groups?.['angle'];
    const label = entity?.toLowerCase().replaceAll('_', ' ');
    found.push({
      from: match.index,
      to: match.index + match[0].length,
      ...(label && label !== 'redacted' && { label }),
    });
    if (found.length === MOST_SPANS) break;
  }
  return found;
}
