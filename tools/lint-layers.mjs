/**
 * The ESLint rule `house/layers`: which part of `src/` may import which. A rule of its own, because
 * `no-restricted-imports` sees neither `import()` nor where a relative path leads.
 */
import path from 'node:path';

/**
 * Each layer (a folder or a file directly in `src/`), with the layers and packages it may import
 * beside itself. `'*'` stands for every layer that is not in `not`.
 *
 * @type {Record<string, { layers: string[], not?: string[], packages: string[] }>}
 */
export const LAYERS = {
  model: { layers: [], packages: [] },
  list: { layers: ['model'], packages: [] },
  text: { layers: [], packages: [] },
  transcripts: { layers: ['model', 'text'], packages: [] },
  providers: { layers: ['model'], packages: ['zod'] },
  proxy: { layers: ['model', 'providers'], packages: [] },
  testing: { layers: ['model', 'list', 'transcripts'], packages: [] },
  locales: { layers: ['model'], packages: [] },
  styles: { layers: ['model'], packages: ['lit'] },
  events: { layers: ['model'], packages: [] },
  internal: { layers: ['model', 'events', 'locales', 'styles'], packages: ['lit', '@lit/context'] },
  elements: {
    layers: ['*'],
    not: ['providers', 'proxy', 'testing', 'define', 'cdn', 'index'],
    packages: ['lit', '@lit/context', '@lit/task', 'dompurify'],
  },
  index: { layers: ['*'], not: ['providers', 'proxy', 'testing', 'define', 'cdn'], packages: [] },
  define: { layers: ['*'], not: ['proxy', 'testing', 'cdn', 'index'], packages: [] },
  cdn: { layers: ['define', 'index', 'elements', 'events', 'model'], packages: [] },
};

/**
 * What is wrong with an import, in words; nothing when it is allowed.
 *
 * @param {string} file path below `src/`, with forward slashes
 * @param {string} specifier as written
 * @returns {string | undefined}
 */
export function misplaced(file, specifier) {
  const layer = layerOf(file);
  const rules = LAYERS[layer];
  if (!rules) return `src/${layer} is in no layer: give it one in tools/lint-layers.mjs.`;
  if (!specifier.startsWith('.')) {
    const allowed = rules.packages.some(
      (name) => specifier === name || specifier.startsWith(`${name}/`),
    );
    return allowed ? undefined : `${layer} may not import the package ${specifier}.`;
  }
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
  if (target.startsWith('..')) return `src may not import from outside of src (${specifier}).`;
  const other = layerOf(target);
  if (other === layer) return crossesProviders(file, target);
  const listed = rules.layers.includes(other);
  const swept = rules.layers.includes('*') && !rules.not?.includes(other);
  return listed || swept ? undefined : `${layer} may not import ${other} (${specifier}).`;
}

/** @type {(file: string) => string} */
function layerOf(file) {
  return (file.split('/')[0] ?? '').replace(/\.(js|ts)$/, '');
}

/** Adapters share `providers/http.ts` and nothing else. */
/** @type {(file: string, target: string) => string | undefined} */
function crossesProviders(file, target) {
  const [layer, own, ...below] = file.split('/');
  const [, other, ...belowOther] = target.split('/');
  if (layer !== 'providers' || belowOther.length === 0) return undefined;
  return below.length > 0 && own === other
    ? undefined
    : `one provider may not import another (${target}).`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { misplaced: '{{ problem }}' } },
  create(context) {
    const src = path.join(context.cwd, 'src');
    const file = path.relative(src, context.filename).split(path.sep).join('/');
    /** @type {(node: { source?: import('estree').Expression | null }) => void} */
    const check = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const problem = misplaced(file, source.value);
      if (problem) context.report({ node: source, messageId: 'misplaced', data: { problem } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
