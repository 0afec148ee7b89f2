import { readdirSync } from 'node:fs';

/** The elements: each is `src/elements/<tag>/<tag>.ts`, with its own helpers beside it. */
const tags = readdirSync(new URL('src/elements', import.meta.url));

/** What goes into `custom-elements.json`: the elements, and of them only what is public. */
export default {
  globs: tags.map((tag) => `src/elements/${tag}/${tag}.ts`),
  outdir: '.',
  litelement: true,
  quiet: true,
  packagejson: false,
  plugins: [publicOnly(), shippedPaths()],
};

function publicOnly() {
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(isPublic);
        }
      }
    },
  };
}

function isPublic({ name, privacy }) {
  return !['private', 'protected'].includes(privacy) && !/^[#_]/.test(name);
}

/** Names files as the package ships them; `src` is not in it. */
function shippedPaths() {
  const shipped = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
  const link = (reference) => {
    if (reference?.module) reference.module = shipped(reference.module);
  };
  return {
    name: 'shipped-paths',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = shipped(module.path);
        for (const item of module.exports ?? []) link(item.declaration);
        for (const item of module.declarations ?? []) {
          link(item.superclass);
          for (const inner of [...(item.members ?? []), ...(item.attributes ?? [])]) {
            link(inner.inheritedFrom);
          }
        }
      }
    },
  };
}
