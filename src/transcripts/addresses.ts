/** Names and addresses of mails, from the many ways in which they are written. Pure. */
import type { Address } from '../model/transcript.js';
import { isEntry, textOf } from './entries.js';

/** More addressees than anybody reads. */
const MOST_ADDRESSES = 500;
const LONGEST_LIST = 100_000;

/** A text as in a mail's head, an object, or a list of either, also of groups. */
export function addressesOf(value: unknown): readonly Address[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, MOST_ADDRESSES).flatMap(addressesIn).slice(0, MOST_ADDRESSES);
}

function addressesIn(value: unknown): readonly Address[] {
  if (typeof value === 'string') return split(value.slice(0, LONGEST_LIST)).flatMap(addressOf);
  if (!isEntry(value)) return [];
  // Members of a group; one level, a group has no groups.
  const { group } = value;
  if (Array.isArray(group)) {
    return group.slice(0, MOST_ADDRESSES).flatMap((one) => (isGroup(one) ? [] : addressesIn(one)));
  }
  const address = textOf(value, 'address', 'email');
  const name = textOf(value, 'name', 'display_name', 'displayName')?.trim().slice(0, 500);
  return address === undefined ? [] : [withName(address.trim().slice(0, 500), name)];
}

const isGroup = (value: unknown): boolean => isEntry(value) && Array.isArray(value['group']);

const withName = (address: string, name: string | undefined): Address =>
  name ? { name, address } : { address };

/** At commas and semicolons that are not inside quotes or angle brackets. */
function split(text: string): string[] {
  const found: string[] = [];
  let [start, isQuoted, isAngle] = [0, false, false];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"' && text[index - 1] !== '\\') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === '<' || sign === '>') isAngle = sign === '<';
    else if (!isAngle && (sign === ',' || sign === ';')) {
      found.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, text.slice(start)];
}

/** `Name <address>`, `"Name" <address>` or an address alone; a name alone is shown in its place. */
function addressOf(text: string): readonly Address[] {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  if (open < 0 || close < 0) {
    const address = text.trim().slice(0, 500);
    return address ? [{ address }] : [];
  }
  const address = text
    .slice(open + 1, close)
    .trim()
    .slice(0, 500);
  const name = text.slice(0, open).trim().replace(/^"|"$/g, '').replaceAll('\\"', '"').trim();
  return address ? [withName(address, name.slice(0, 500))] : [];
}
