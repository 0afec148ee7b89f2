/** What the account of the demo's own data has to choose from, by the numbers that its API takes. */
import { AGENTS } from '../api/people.js';
import { CAMPAIGNS } from '../api/texts.js';

export const assistants = AGENTS.flatMap(({ name }, index) =>
  name === null ? [] : [{ id: index + 1, name }],
);

export const campaigns = CAMPAIGNS.map((name, index) => ({ id: index + 1, name }));
