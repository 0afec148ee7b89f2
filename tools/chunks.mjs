/** Which chunks of a bundle a page downloads together. */

/**
 * @typedef {object} Chunk what matters here of a rolldown output chunk
 * @property {string} fileName
 * @property {string[]} imports file names, without the lazy ones
 */

/**
 * The chunks that are loaded with `start`: what these import, and what the imported ones import.
 *
 * @template {Chunk} T
 * @param {T[]} chunks
 * @param {T[]} start
 * @returns {T[]}
 */
export function loadedWith(chunks, start) {
  const loaded = new Set(start);
  // A set that grows while it is walked hands out what was added, too.
  for (const chunk of loaded) {
    for (const imported of chunks) {
      if (chunk.imports.includes(imported.fileName)) loaded.add(imported);
    }
  }
  return [...loaded];
}
