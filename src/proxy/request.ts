/** What of a request is let through. Pure. */
import { asksForSomething, both } from './narrow.js';
import { Refusal } from './refusal.js';
import type { Access, ProxyCall, ProxyParam } from './types.js';

/** One call, as it will be made. */
export interface Matched {
  readonly call: ProxyCall;
  readonly id?: string;
  /** Below the upstream, written anew. */
  readonly path: string;
}

const LONGEST_SEARCH = 8_192;
const SHORT = /^[^\p{Cc}]{1,500}$/u;
const ID = /^[^\p{Cc}/\\]{1,300}$/u;

/** The call of a path, which stands below the prefix; `undefined` when there is none. */
export function matchCall(path: string, calls: readonly ProxyCall[]): Matched | undefined {
  const segments = path.split('/');
  for (const call of calls) {
    const wanted = call.path.split('/');
    const place = wanted.indexOf('{id}');
    const fits =
      wanted.length === segments.length &&
      wanted.every((segment, index) => index === place || segment === segments[index]);
    if (!fits) continue;
    if (place < 0) return { call, path: call.path };
    const id = idIn(segments[place]!);
    if (id === undefined) continue;
    return { call, id, path: call.path.replace('{id}', () => encodeURIComponent(id)) };
  }
  return undefined;
}

/** Decoded, so that it is written anew; `undefined` for what could lead anywhere else. */
function idIn(segment: string): string | undefined {
  try {
    const id = decodeURIComponent(segment);
    // What is still encoded after that is decoded by some server on the way, and to some `..;` is `..`.
    return ID.test(id) && !/^\.+(;|$)/.test(id) && !/%[\da-f]{2}/i.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The parameters, each known, given once and well formed. */
export function readParams(search: string, call: ProxyCall): Map<string, string> {
  if (search.length > LONGEST_SEARCH) throw new Refusal('address-too-long');
  const params = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    const rule = ruleOf(call.params, name);
    if (!rule || params.has(name) || !isPossible(rule, value)) {
      const field = rule ? name : JSON.stringify(name.slice(0, 50));
      const message = `The parameter ${field} is not possible here.`;
      const details = rule ? { details: { [name]: 'This is not possible here.' } } : {};
      throw new Refusal('bad-parameter', { message, about: details });
    }
    params.set(name, value);
  }
  return params;
}

/** The parameters with what the access imposes on them. */
export function narrowed(
  asked: ReadonlyMap<string, string>,
  call: ProxyCall,
  { narrow = {}, strip = [] }: Access,
): ReadonlyMap<string, string> {
  const params = new Map(asked);
  // Names, not paths: one with a dot would take out nothing.
  if (strip.some((name) => name.includes('.'))) throw new Refusal('proxy-failed');
  for (const name of asked.keys()) {
    // Whoever may filter by what is taken out can find it out.
    const { field = name } = ruleOf(call.params, name) ?? {};
    const hidden = [name, ...[field].flat().flatMap((path) => path.split('.'))];
    if (hidden.some((part) => strip.includes(part))) throw new Refusal('not-allowed');
  }
  for (const [name, imposed] of Object.entries(narrow)) {
    const rule = ruleOf(call.params, name);
    const known = rule ?? ruleOf(call.proves, name);
    if (!known) throw new Refusal('not-allowed');
    // A session without an organization, for example, must not become one that sees everything.
    if (!isPossible(known, imposed) || !asksForSomething(known, imposed))
      throw new Refusal('proxy-failed');
    if (!rule) continue;
    const value = both(rule, imposed, asked.get(name));
    if (value === undefined) throw new Refusal('not-allowed');
    params.set(name, value);
  }
  // A reduced answer does not show whether the filters hold; it is whole then.
  if (Object.keys(narrow).some((name) => ruleOf(call.proves, name))) params.delete('fields');
  return params;
}

function isPossible({ matches = SHORT }: ProxyParam, value: string): boolean {
  return matches instanceof RegExp ? matches.test(value) : matches(value);
}

function ruleOf(rules: ProxyCall['params'], name: string): ProxyParam | undefined {
  return rules && Object.hasOwn(rules, name) ? rules[name] : undefined;
}

/**
 * Whether another site sends this. Browsers say so themselves; of those that do not, the origin has to
 * be the server's own. Where there is neither, no page sends it.
 */
export function isForeign(request: Request, url: URL): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('Origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== url.host;
}
