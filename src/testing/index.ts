/**
 * The provider contract as a suite of checks, for the tests of whoever writes a provider. It needs no
 * test framework, no browser and nothing of Node.
 */
import type { ConversationProvider, QueryKey } from '../model/index.js';
import { callClauses } from './calls.js';
import { DETAILS } from './details.js';
import { filterClauses } from './filters.js';
import { optionalClauses, WATCHING } from './optional.js';
import type { Clause } from './clause.js';
import type { ContractCheck, ContractOptions } from './options.js';
import { CHANGING, PAGING } from './paging.js';
import { ROWS } from './rows.js';

export type { ContractCheck, ContractOptions } from './options.js';

/**
 * Everything that a provider promises, as checks that any test framework can run:
 *
 * ```js
 * for (const { name, run } of providerContract({ provider })) test(name, run);
 * ```
 *
 * Which checks there are depends on what the provider offers: one for each of its filters, those of
 * `turns`, `watch` and `agents` where it has them. They run one after the other, in any order; those
 * that change the source are the last.
 */
export function providerContract<P extends ConversationProvider>(
  options: ContractOptions<P>,
): readonly ContractCheck[] {
  // A check hands `change` the provider that it was given by `provider`.
  const known = options as unknown as ContractOptions;
  const offered = options.provider();
  const filters = Object.keys(offered.capabilities.filters) as readonly QueryKey[];
  const checks = [
    ...PAGING,
    ...ROWS,
    ...filterClauses(filters),
    ...DETAILS,
    ...optionalClauses(offered),
    ...callClauses(known),
  ].map((clause) => checkOf(clause, known));
  return [
    ...checks,
    ...(options.failing ? [] : [skipped('rejects with the kind of what failed', 'failing')]),
    ...[...(offered.watch ? [WATCHING] : []), CHANGING].map((clause) =>
      options.change ? checkOf(clause, known) : skipped(clause.name, 'change'),
    ),
  ];
}

function checkOf({ name, holds }: Clause, options: ContractOptions): ContractCheck {
  const { provider, most = 2000, patience = 2 } = options;
  return {
    name,
    run: async () =>
      holds({ provider: provider(), fresh: provider, options: { ...options, most, patience } }),
  };
}

/** Not checked, and not passed over in silence either. */
function skipped(name: string, option: string): ContractCheck {
  const reason = `the option ${option} is missing`;
  return { name: `SKIPPED, ${reason}: ${name}`, skipped: reason, run: () => Promise.resolve() };
}
