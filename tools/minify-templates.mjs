/**
 * A Vite plugin that takes the indentation out of Lit's `html`, `svg` and `css` templates. Bundlers
 * leave template literals alone, and ours are a fifth of what a reader downloads; blank text nodes
 * between cells would also be cloned with every row.
 */

/**
 * Whitespace with a line break between tags is layout of the source; within a tag it separates, but
 * for the last, and between words it is a space.
 */
/** @type {(quasis: readonly string[]) => string[]} */
export function minifyHtml(quasis) {
  let inTag = false;
  return quasis.map((text) =>
    text.replace(/<[a-z/!]|>|\s+/gi, (match, /** @type {number} */ at) => {
      if (match === '>') inTag = false;
      else if (match.startsWith('<')) inTag = true;
      else if (inTag) return text[at + match.length] === '>' ? '' : ' ';
      else if (!match.includes('\n')) return match;
      else {
        const [before, after] = [text[at - 1] ?? '>', text[at + match.length] ?? '<'];
        return before === '>' && after === '<' ? '' : ' ';
      }
      return match;
    }),
  );
}

/** @type {(quasis: readonly string[]) => string[]} */
export function minifyCss(quasis) {
  return quasis.map((text) =>
    text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}'),
  );
}

const MINIFIERS = { html: minifyHtml, svg: minifyHtml, css: minifyCss };

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node
 * @typedef {{ start: number, end: number, text: string }} Edit
 */

/** @type {(node: unknown, visit: (node: Node) => void) => void} */
function walk(node, visit) {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (
    node &&
    typeof node === 'object' &&
    typeof (/** @type {Node} */ (node).type) === 'string'
  ) {
    visit(/** @type {Node} */ (node));
    for (const child of Object.values(node)) walk(child, visit);
  }
}

/** @type {(code: string, ast: unknown) => string} */
export function minifyTemplatesIn(code, ast) {
  /** @type {Edit[]} */
  const edits = [];
  walk(ast, (node) => {
    if (node.type !== 'TaggedTemplateExpression') return;
    const tag = /** @type {{ name?: string }} */ (node.tag).name ?? '';
    const minify = Object.hasOwn(MINIFIERS, tag)
      ? MINIFIERS[/** @type {keyof typeof MINIFIERS} */ (tag)]
      : undefined;
    if (!minify) return;
    const { quasis } = /** @type {{ quasis: Node[] }} */ (node.quasi);
    // Parsers differ in whether a quasi's range includes its delimiters; its raw text does not.
    const texts = quasis.map(({ value }) => /** @type {{ raw: string }} */ (value).raw);
    const minified = minify(texts);
    quasis.forEach(({ start }, index) => {
      const raw = texts[index] ?? '';
      const from = code.indexOf(raw, start);
      edits.push({ start: from, end: from + raw.length, text: minified[index] ?? '' });
    });
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}

/** @type {() => import('vite').Plugin} */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!/\/(?:src|bench)\/.*\.ts$/.test(id) || !/\b(?:html|svg|css)`/.test(code)) return null;
      return { code: minifyTemplatesIn(code, this.parse(code)), map: null };
    },
  };
}
