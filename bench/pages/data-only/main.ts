/** The rows and nothing else: what a page weighs beyond this is its own. */
import type { Conversation } from '../../../src/model/index.js';
import { fetchPage } from '../../shared/data.js';

const rows: Conversation[] = [];
let cursor: string | undefined;

/** Loads until there are so many rows. */
async function fill(count: number): Promise<void> {
  while (rows.length < count) {
    const page = await fetchPage(cursor);
    cursor = page.nextCursor;
    rows.push(...page.items);
  }
}

Object.assign(window, { fill });
