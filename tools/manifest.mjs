/**
 * Compares `custom-elements.json` with the code: pure functions over text. What only shows in a
 * browser (parts and states as rendered) is compared by `test/package/manifest.test.ts`.
 */

/** @typedef {{ name: string, type?: { text: string } }} Documented */
/**
 * @typedef {object} Declaration an element in the manifest
 * @property {string} name
 * @property {string} [tagName]
 * @property {boolean} [customElement]
 * @property {Documented[]} [events]
 * @property {Documented[]} [cssParts]
 * @property {Documented[]} [cssProperties]
 * @property {Documented[]} [cssStates]
 */
/** @typedef {{ modules: { declarations?: Declaration[] }[] }} Manifest */

/**
 * @param {Manifest} manifest
 * @returns {(Declaration & { tagName: string })[]}
 */
export function elementsIn(manifest) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .flatMap((element) => (element.tagName ? [{ ...element, tagName: element.tagName }] : []));
}

/**
 * The public custom properties that styles read.
 *
 * @param {string} source
 * @returns {string[]}
 */
export function tokensIn(source) {
  return unique(source.matchAll(/var\(\s*(--conversation-[\w-]+)/g));
}

/**
 * The part names written out in templates. Names that are put together at run time are left to the
 * browser test.
 *
 * @param {string} source
 * @returns {string[]}
 */
export function partsIn(source) {
  const names = [...source.matchAll(/\bpart="([^"]*)"/g)]
    .flatMap(([, names = '']) => names.split(/\s+/))
    .filter((name) => /^[a-z][a-z0-9-]*$/.test(name));
  return [...new Set(names)].sort();
}

/**
 * The event classes that are made.
 *
 * @param {string} source
 * @returns {string[]}
 */
export function eventsIn(source) {
  return unique(source.matchAll(/\bnew (\w+Event)\(/g));
}

/**
 * Event classes and their names, from `src/events.ts` and the folder beside it.
 *
 * @param {string} source
 * @returns {Record<string, string>}
 */
export function eventNames(source) {
  const classes = source.matchAll(/class (\w+Event)\b[^]*?eventName\s*=\s*'([\w-]+)'/g);
  return Object.fromEntries([...classes].map(([, name = '', event = '']) => [name, event]));
}

/**
 * What is missing on either side, in words.
 *
 * @param {string} what for example `part`
 * @param {readonly string[]} documented may hold names with a star, which stand for many
 * @param {readonly string[]} real
 * @returns {string[]}
 */
export function differences(what, documented, real) {
  return [
    ...real
      .filter((name) => !documented.some((pattern) => fits(pattern, name)))
      .map((name) => `${what} ${name} is not documented`),
    ...documented
      .filter((pattern) => !real.some((name) => fits(pattern, name)))
      .map((name) => `${what} ${name} is documented but not there`),
  ];
}

/**
 * Whether a documented name stands for a real one: `status-*` for `status-completed`.
 *
 * @param {string} documented
 * @param {string} name
 */
export function fits(documented, name) {
  const star = documented.indexOf('*');
  if (star < 0) return documented === name;
  const [start, end] = [documented.slice(0, star), documented.slice(star + 1)];
  return name.length > start.length + end.length && name.startsWith(start) && name.endsWith(end);
}

/**
 * @param {Documented[]} [documented]
 * @returns {string[]}
 */
export function names(documented = []) {
  return documented.map(({ name }) => name);
}

/** @type {(matches: Iterable<RegExpMatchArray>) => string[]} */
function unique(matches) {
  return [...new Set([...matches].map(([, name = '']) => name))].sort();
}
