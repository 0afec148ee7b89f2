/** URLs of files in answers become links to the proxy, so that the page never learns them. */
import { fieldAt, rowsOf, setField } from './fields.js';
import type { Seal } from './seal.js';
import type { ProxyCall } from './types.js';

export interface FileSetup {
  readonly upstream: URL;
  /** Where the proxy is on the page's origin. */
  readonly prefix: string;
  readonly seal: Seal;
  /** Seconds. */
  readonly lifetime: number;
  /** Hosts that files may be on. Absent: every one with an ordinary address. */
  readonly hosts?: readonly string[] | undefined;
}

/** Below the prefix. */
export const FILES = '/files/';

/** Replaces the URLs in an answer. One that cannot be let through becomes `null`: there is no file. */
export async function linkFiles(
  body: unknown,
  { files = [], rows }: ProxyCall,
  setup: FileSetup,
  subject: string | undefined,
): Promise<void> {
  const work = rowsOf(body, rows).flatMap((row) =>
    files.map(async ({ field, expires }) => {
      const given = fieldAt(row, field);
      if (given == null) return;
      const until = Math.min(
        Math.floor(Date.now() / 1000) + setup.lifetime,
        expires ? secondsOf(fieldAt(row, expires)) : Infinity,
      );
      const link = (text: unknown) => linkTo(text, until, setup, subject);
      setField(row, field, Array.isArray(given) ? await allOf(given, link) : await link(given));
      if (expires) setField(row, expires, new Date(until * 1000).toISOString());
    }),
  );
  await Promise.all(work);
}

async function allOf(given: readonly unknown[], link: (text: unknown) => Promise<string | null>) {
  const links = await Promise.all(given.map(link));
  return links.filter((one) => one !== null);
}

async function linkTo(
  text: unknown,
  expires: number,
  setup: FileSetup,
  subject: string | undefined,
): Promise<string | null> {
  const url = typeof text === 'string' ? fileUrl(text, setup) : undefined;
  if (!url) return null;
  const sealed = { url, expires, ...(subject === undefined ? {} : { subject }) };
  return setup.prefix + FILES + (await setup.seal.close(sealed)) + nameOf(url);
}

/** Where the file has a name that says something to people, it is kept. */
function nameOf(url: string): string {
  const name = new URL(url).pathname.split('/').pop() ?? '';
  return /^[\w.-]{1,80}\.\w{1,8}$/.test(name) ? `/${name}` : '';
}

/**
 * A whole URL that may be asked for; `undefined` for one that leads into a private network, which the
 * upstream may name by mistake or by somebody's design. A name is not resolved here.
 */
export function fileUrl(
  text: string,
  { upstream, hosts }: Pick<FileSetup, 'upstream' | 'hosts'>,
): string | undefined {
  if (!URL.canParse(text, upstream)) return undefined;
  const url = new URL(text, upstream);
  const { protocol, hostname, username, password, href } = url;
  if (username || password || href.length > LONGEST_URL) return undefined;
  const named = hostname === upstream.hostname || hosts?.includes(hostname) === true;
  // Without TLS only where the upstream itself is asked without.
  const plain = named && protocol === 'http:' && upstream.protocol === 'http:';
  if (protocol !== 'https:' && !plain) return undefined;
  return named || (!hosts && !isPrivate(hostname)) ? href : undefined;
}

/** A link that holds more is longer than servers take. */
const LONGEST_URL = 4_000;
/** Those without a dot, too. */
const PRIVATE_NAMES = /^[^.]*$|\.(localhost|local|internal|intranet|corp|lan|svc|home\.arpa)$/;
const PRIVATE_NUMBERS =
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^192\.0\.0\.|^198\.1[89]\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^(22[4-9]|2[3-5]\d)\./;

/** `URL` has brought every way to write an IPv4 address to the one with dots. */
function isPrivate(name: string): boolean {
  // Of the addresses with colons only those of the open Internet, without the two kinds that hold
  // one with dots.
  if (name.startsWith('[')) return !/^\[(?!2002:|2001:0?:)[23][\da-f]{3}:/.test(name);
  return PRIVATE_NUMBERS.test(name) || PRIVATE_NAMES.test(name.replace(/\.+$/, ''));
}

function secondsOf(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) / 1000 : NaN;
  return Number.isNaN(at) ? Infinity : Math.floor(at);
}
