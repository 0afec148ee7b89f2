/** Conversations in memory keep the provider contract, whatever is in them. */
import { describe, test } from 'node:test';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { providerContract } from '../../../src/testing/index.js';
import { conversation } from '../../testing/whole-provider.js';

/** Ids that would be paths, campaigns in a field of their own, people whom nobody can name. */
const odd: Conversation[] = ['../x', 'a/b', '%2F', '__proto__', 'toString', 'ü 😀'].map(
  (id, index) => ({
    ...conversation(index),
    id,
    campaign: 'Harvest',
    metadata: null,
    caller: { role: 'caller', address: null, anonymous: true },
    others: [{ role: 'other', name: 'Ravi', address: '+12025550199' }],
    duration: 0,
    userTurns: null,
    recording: 'removed',
    transcript: 'processing',
  }),
);

const rows = [
  ...Array.from({ length: 20 }, (_, index) => conversation(index)),
  ...odd,
  { ...conversation(30), hidden: true },
  { ...conversation(31), at: null, createdAt: null, updatedAt: null, unreadable: ['at'] },
].map((row) => ({ ...row, transcript: 'none' }) as const);

describe('conversations in memory', () => {
  let arrived = 100;
  const provider = () =>
    createMemoryProvider({
      conversations: rows,
      recordings: (id) => {
        const availability = rows.find((row) => row.id === id)?.recording ?? 'none';
        const source = new Blob([], { type: 'audio/mpeg' });
        return availability === 'available' ? { availability, source } : { availability };
      },
    });
  const checks = providerContract({
    provider,
    expectedIds: rows.filter((row) => !('hidden' in row)).map(({ id }) => id),
    change: (changing) => changing.push(conversation((arrived += 1))),
    failing: {
      forbidden() {
        const failing = provider();
        failing.failNext('forbidden');
        return failing;
      },
    },
  });
  for (const { name, run } of checks) test(name, run);
});
