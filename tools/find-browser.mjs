/** Prints the path of the browser that tests use, installing one if there is none. */
import { resolveBrowser, thisMachine } from './browser.mjs';

try {
  console.log(resolveBrowser(thisMachine()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
