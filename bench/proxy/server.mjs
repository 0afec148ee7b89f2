/**
 * One server of the proxy's benchmark in a process of its own, as they are in the field:
 * `upstream`, `proxy <built module> <upstream>` or `by-hand <upstream>`. Says its port, then
 * answers each message with its memory.
 */
import { createServer } from 'node:http';

const [role, ...rest] = process.argv.slice(2);

/** A page as a vendor sends it: 50 conversations, half of them with a recording. */
const page = JSON.stringify(
  Array.from({ length: 50 }, (_, index) => ({
    id: `conv_${index}`,
    organization_id: 'org_1',
    direction: 'inbound',
    channel: 'telephone',
    status: 'completed',
    user_id: '+12025550123',
    agent_id: 'agent_1',
    agent_version_id: 'version_1',
    agent_number: '+12025550100',
    duration: 221,
    user_turn_count: 9,
    created_at: '2025-03-14T15:09:26.123456+00:00',
    updated_at: '2025-03-14T15:13:07.123456+00:00',
    agent: { id: 'agent_1', name: 'Nora' },
    summary: 'The caller asked where the order is. '.repeat(6),
    custom_metadata: { order_id: String(index), plan: 'gold', anyreach_campaign: 'spring' },
    recording_details:
      index % 2 === 0
        ? {
            recording_url: `https://media.example.com/${index}.wav?signature=${'s'.repeat(200)}`,
            duration: 221,
          }
        : null,
  })),
);

/** @returns {Promise<import('node:http').RequestListener>} */
async function listener() {
  const json = { 'Content-Type': 'application/json' };
  if (role === 'upstream') return (_, response) => void response.writeHead(200, json).end(page);
  if (role === 'by-hand') return byHand(rest[0] ?? '');
  const [built = '', upstream] = rest;
  const { createProxyHandler, toNodeHandler } = await import(built);
  const handle = toNodeHandler(
    createProxyHandler({
      vendor: 'anyreach',
      upstream,
      token: 'ak_bench.secret',
      authorize: () => ({ subject: 'reader', strip: ['organization_id'] }),
    }),
  );
  return (request, response) => void handle(request, response);
}

/** The least that keeps a key on the server: asks, and sends on what comes. Checks nothing. */
/** @type {(upstream: string) => import('node:http').RequestListener} */
function byHand(upstream) {
  return (request, response) => {
    fetch(upstream + request.url, { headers: { Authorization: 'Bearer ak_bench.secret' } })
      .then(async (answer) => {
        response.writeHead(answer.status, { 'Content-Type': 'application/json' });
        response.end(await answer.text());
      })
      .catch(() => response.destroy());
  };
}

const server = createServer(await listener()).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('message', () => process.send?.(process.memoryUsage().rss));
