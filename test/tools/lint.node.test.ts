import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// The snippets are in no TypeScript project, so the rules that need types stay out.
const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function problems(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/** A snippet as part of a test's name. */
const oneLine = (code: string) => code.replace(/\s+/g, ' ').slice(0, 70);

function complains(file: string, code: string, expected: RegExp): void {
  test(`${file} may not say: ${oneLine(code)}`, async () => {
    const found = await problems(file, code);
    assert.ok(
      found.some((problem) => expected.test(problem)),
      `expected ${expected}, got ${JSON.stringify(found)}`,
    );
  });
}

function accepts(file: string, code: string): void {
  test(`${file} may say: ${oneLine(code)}`, async () => {
    assert.deepEqual(await problems(file, code), []);
  });
}

describe('who may import whom', () => {
  const layers = /^house\/layers/;
  complains('src/model/x.ts', "export { a } from '../list/a.js';", layers);
  complains('src/model/x.ts', "export { html } from 'lit';", layers);
  complains('src/list/x.ts', "export { a } from '../internal/a.js';", layers);
  complains('src/list/x.ts', "export * from 'zod/mini';", layers);
  complains('src/transcripts/x.ts', "export { a } from '../list/a.js';", layers);
  complains('src/providers/memory/x.ts', "export { a } from '../../list/a.js';", layers);
  complains('src/providers/memory/x.ts', "export { html } from 'lit';", layers);
  complains('src/providers/memory/x.ts', "export { a } from '../anyreach/wire.js';", layers);
  complains('src/providers/http.ts', "export { a } from './anyreach/wire.js';", layers);
  complains('src/testing/x.ts', "export { a } from '../providers/http.js';", layers);
  complains('src/index.ts', "export { a } from './testing/a.js';", layers);
  complains('src/internal/x.ts', "export { a } from '../elements/a/a.js';", layers);
  complains('src/styles/x.ts', "export { a } from '../events.js';", layers);
  complains('src/locales/en/x.ts', "export { a } from '../../events.js';", layers);
  complains('src/elements/a/x.ts', "export { a } from '../../providers/http.js';", layers);
  complains('src/elements/a/x.ts', "export const a = import('../../providers/http.js');", layers);
  complains('src/elements/a/x.ts', "import '../../define/conversation-inbox.js';", layers);
  complains('src/index.ts', "import './define.js';", layers);
  complains('src/index.ts', "export * from './providers/memory/provider.js';", layers);
  complains('src/index.ts', "export * from '../demo/a.js';", layers);
  complains('src/novel/x.ts', "export * from './a.js';", layers);

  accepts('src/list/x.ts', "export { a } from '../model/a.js';\nexport { b } from './b.js';");
  accepts('src/providers/memory/x.ts', "export { a } from '../../model/a.js';");
  accepts('src/providers/anyreach/x.ts', "export * from '../http.js';\nexport * from 'zod/mini';");
  accepts('src/internal/x.ts', "export { a } from '../events.js';\nexport * from '@lit/context';");
  accepts('src/elements/a/x.ts', "export { a } from '../../list/a.js';\nexport * from 'lit';");
  accepts('src/define/x.ts', "export const a = () => import('../providers/a/provider.js');");
  accepts('src/cdn.ts', "import './define.js';\nexport * from './index.js';");
});

describe('what is done in one place only', () => {
  const syntax = /^no-restricted-syntax/;
  const element = 'src/elements/a/x.ts';
  complains(element, "void fetch('/a');", /http\.ts/);
  complains(element, 'export const get = globalThis.fetch;', /http\.ts/);
  complains(element, "window.addEventListener('a', console.warn);", syntax);
  complains(element, "document.addEventListener('a', console.warn);", syntax);
  complains(element, 'setTimeout(() => {}, 1);', syntax);
  complains(element, 'window.requestAnimationFrame(() => {});', syntax);
  complains(element, 'export const o = new ResizeObserver(() => {});', syntax);
  complains(element, 'export const o = new IntersectionObserver(() => {});', syntax);
  complains(element, 'export const o = new MutationObserver(() => {});', syntax);
  complains('src/internal/playback.ts', 'document.body.innerHTML = location.hash;', syntax);

  accepts('src/providers/http.ts', "void fetch('/a');");
  accepts(element, "export const on = (a: Element) => a.addEventListener('a', console.warn);");
});

describe('how markup is written', () => {
  const element = 'src/elements/a/x.ts';
  const template = (inside: string) =>
    `import { html } from 'lit';\nexport const a = (b: string) => html\`${inside}\`;`;
  complains(element, 'document.body.innerHTML = location.hash;', /Lit template/);
  complains(element, "document.body.insertAdjacentHTML('afterend', '');", /Lit template/);
  complains(
    element,
    "export { unsafeHTML } from 'lit/a.js';\nimport { unsafeHTML } from 'lit/a.js';",
    /Lit template/,
  );
  complains(element, "import { styleMap } from 'lit/a.js';\nvoid styleMap;", /CSP/);
  complains(element, template('<p style="color: red">${b}</p>'), /CSP/);
  complains(element, template('<p\\n  style=${b}></p>'), /CSP/);
  accepts(element, template('<p class="style">${b}</p>'));
});

describe('how modules and tests are written', () => {
  complains('src/model/x.ts', 'export default 1;', /by name/);
  complains('src/model/x.ts', "console.log('a');", /^no-console/);
  complains('src/model/x.ts', 'void 0;\n'.repeat(401), /^max-lines/);
  complains('test/model/x.test.ts', 'setTimeout(() => {}, 1);', /never sleep/);
  complains(
    'test/model/x.test.ts',
    "import { aTimeout } from '@open-wc/testing';\nvoid aTimeout;",
    /never sleep/,
  );
  complains('test/model/x.test.ts', "it.only('a', () => {});", /Every test runs/);
  complains('test/model/x.test.ts', "test.skip('a', () => {});", /Every test runs/);
});
