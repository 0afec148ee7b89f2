/** The suite itself needs nothing of Node and no particular framework: here it is Mocha in a browser. */
import { providerContract } from '../../src/testing/index.js';
import { wholeOptions } from './whole-provider.js';

describe('the contract suite in a browser', () => {
  for (const { name, run } of providerContract(wholeOptions())) it(name, run);
});
