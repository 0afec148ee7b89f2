/** The numbers that the account of the demo's own data writes from, by the ids that its API takes. */
import { AGENTS, numberIdOf } from '../api/people.js';

export const numbers = AGENTS.filter(({ channels }) => channels.includes('text'))
  .map(({ number }) => ({ id: numberIdOf(number), label: number }))
  .sort((a, b) => a.label.localeCompare(b.label));
