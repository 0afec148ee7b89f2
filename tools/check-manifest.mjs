/** Compares the built `custom-elements.json` with the code. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  differences,
  elementsIn,
  eventNames,
  eventsIn,
  fits,
  names,
  partsIn,
  tokensIn,
} from './manifest.mjs';
import { filesIn, lastLine, root } from './run.mjs';

/** @type {(file: string) => string} */
const read = (file) => readFileSync(path.join(root, file), 'utf8');
/** @type {(folder: string) => string} */
const readAll = (folder) =>
  filesIn(folder)
    .filter((file) => file.endsWith('.ts'))
    .map(read)
    .join('\n');

const elements = elementsIn(JSON.parse(read('custom-elements.json')));
const tags = readdirSync(path.join(root, 'src/elements'));
const events = eventNames(read('src/events.ts') + readAll('src/events'));
const sharedTokens = tokensIn(readAll('src/styles'));

/** @type {(element: import('./manifest.mjs').Declaration & { tagName: string }) => string[]} */
function problemsOf(element) {
  const source = readAll(path.join('src/elements', element.tagName));
  const usesShared = /styles\/tokens\.js/.test(source);
  const tokens = [...tokensIn(source), ...(usesShared ? sharedTokens : [])];
  const fired = eventsIn(source).flatMap((name) => events[name] ?? []);
  const parts = names(element.cssParts);
  const mistyped = (element.events ?? []).filter(
    ({ name, type }) => events[type?.text ?? ''] !== name,
  );
  return [
    ...differences('token', names(element.cssProperties), tokens),
    ...differences('event', names(element.events), fired),
    ...mistyped.map(({ name }) => `event ${name} is documented with a class that is not its own`),
    ...partsIn(source)
      .filter((name) => !parts.some((documented) => fits(documented, name)))
      .map((name) => `part ${name} is not documented`),
  ].map((problem) => `<${element.tagName}>: ${problem}`);
}

const documented = elements.flatMap((element) => names(element.events));
const problems = [
  ...differences(
    'element',
    elements.map(({ tagName }) => tagName),
    tags,
  ),
  ...Object.values(events)
    .filter((event) => !documented.includes(event))
    .map((event) => `event ${event} is in src/events, but no element documents it`),
  ...elements.flatMap(problemsOf),
];
for (const problem of problems) console.error(problem);
const passed = problems.length === 0 ? elements.length : 0;
console.log(lastLine({ passed, failed: problems.length }));
process.exitCode = problems.length === 0 && elements.length > 0 ? 0 : 1;
