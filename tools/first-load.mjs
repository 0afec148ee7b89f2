/**
 * Keeps what a page loads first in one file. A bundler cuts out what lazy chunks share with it, into
 * several files that are all loaded first, too.
 *
 * @param {string} id of a module
 * @param {{ getModuleInfo(id: string): { isEntry: boolean, importers: readonly string[] } | null }} graph
 * @returns {string | null} the one file for what the entry imports, near or far; else the bundler decides
 */
export function firstLoad(id, graph) {
  const seen = new Set();
  const found = [id];
  for (let module = found.pop(); module !== undefined; module = found.pop()) {
    if (seen.has(module)) continue;
    seen.add(module);
    const info = graph.getModuleInfo(module);
    if (info?.isEntry) return 'first-load';
    found.push(...(info?.importers ?? []));
  }
  return null;
}

/** For `output.codeSplitting`. */
export const ONE_FIRST_FILE = {
  includeDependenciesRecursively: false,
  groups: [{ name: firstLoad, debugName: 'first load' }],
};
