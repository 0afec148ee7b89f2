/** What the checks are made of. */
import type { ConversationProvider } from '../model/index.js';
import type { ContractOptions } from './options.js';

/** What a check is given. */
export interface Subject {
  readonly provider: ConversationProvider;
  /** Another provider of the same source. */
  fresh(): ConversationProvider;
  /** With defaults filled in. */
  readonly options: ContractOptions & Required<Pick<ContractOptions, 'most' | 'patience'>>;
}

/** A promise and how it is checked. */
export interface Clause {
  readonly name: string;
  readonly holds: (subject: Subject) => Promise<void>;
}

/** The error of a check. `advice` is what the author of the provider can do. */
export function broken(what: string, advice: string): Error {
  return Object.assign(new Error(`${what} ${advice}`), { name: 'ProviderContractError' });
}

/** A few of many, as they are quoted in errors. */
export function some(values: readonly unknown[]): string {
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value));
  return `${shown.join(', ')}${values.length > 5 ? ` and ${values.length - 5} more` : ''}`;
}
