/** `npm start`: the demo, with generated conversations or with one's own. */
import { parseArgs } from 'node:util';
import type { ApiOptions } from './api/server.js';
import { startSite, type Site } from './site.js';
import type { Upstream, Upstreams } from './site-proxy.js';

const DEFAULT_PORT = 4173;
/** Ports tried when none was asked for. */
const MOST_PORTS = 20;

const HELP = `The inbox on generated conversations, or on your own.

  npm start
  npm start -- --rows 100000 --timestamps seconds
  ANYREACH_API_KEY=… npm start

Options
  --rows <number>               conversations to generate, 0 to 1000000 (default 25000)
  --seed <number>               another set of conversations (default 1)
  --cursor-bound <bound>        exclusive (default) or inclusive: whether a page repeats the
                                conversations of the instant it starts at
  --timestamps <precision>      seconds, milliseconds or microseconds (default)
  --recording-lifetime <number> seconds a recording URL works (default 300)
  --help                        this text

Environment
  PORT                          port to listen on (default: ${DEFAULT_PORT}, or the next free one)
  ANYREACH_API_KEY              shows your own conversations (/); keys stay on this server
  ANYREACH_BASE_URL             default https://api.anyreach.ai
  ANYREACH_ORG                  organization id, for personal access tokens
  AGENTMESSAGE_API_KEY          shows your own text messages (/texts.html)
  AGENTMESSAGE_BASE_URL         what stands before /v1; there is no default
  AUTOCALLS_API_KEY             shows your own assistants' conversations (/assistants.html)
  AUTOCALLS_BASE_URL            default https://app.autocalls.ai/api
`;

const BOUNDS = ['exclusive', 'inclusive'] as const;
const PRECISIONS = ['seconds', 'milliseconds', 'microseconds'] as const;

class UsageError extends Error {}

function readOptions(): ApiOptions | 'help' {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '25000' },
      seed: { type: 'string', default: '1' },
      'cursor-bound': { type: 'string', default: 'exclusive' },
      timestamps: { type: 'string', default: 'microseconds' },
      'recording-lifetime': { type: 'string', default: '300' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    rows: wholeNumber('--rows', values.rows, 0, 1_000_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
    cursorBound: oneOf('--cursor-bound', values['cursor-bound'], BOUNDS),
    timestamps: oneOf('--timestamps', values.timestamps, PRECISIONS),
    recordingLifetime: wholeNumber('--recording-lifetime', values['recording-lifetime'], 1, 86_400),
  };
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= low && value <= high) return value;
  throw new UsageError(`${name} must be a whole number from ${low} to ${high}.`);
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  throw new UsageError(`${name} must be one of ${choices.join(', ')}.`);
}

/** The accounts in the environment, by vendor. */
function readUpstreams(env: NodeJS.ProcessEnv): Upstreams {
  const anyreach = readUpstream(env, 'ANYREACH', 'https://api.anyreach.ai');
  const agentmessage = readUpstream(env, 'AGENTMESSAGE');
  const autocalls = readUpstream(env, 'AUTOCALLS', 'https://app.autocalls.ai/api');
  const organization = env['ANYREACH_ORG'];
  return {
    ...(anyreach && { anyreach: { ...anyreach, ...(organization ? { organization } : {}) } }),
    ...(agentmessage && { agentmessage }),
    ...(autocalls && { autocalls }),
  };
}

function readUpstream(
  env: NodeJS.ProcessEnv,
  vendor: string,
  usualBase?: string,
): Upstream | undefined {
  const key = env[`${vendor}_API_KEY`];
  const baseUrl = env[`${vendor}_BASE_URL`] || usualBase;
  if (!key) return undefined;
  // Refused here, in our own words: the platform's would quote the key.
  if (!/^[\x21-\x7e]{6,}$/.test(key)) {
    throw new UsageError(
      `${vendor}_API_KEY is too short, or holds characters that cannot be sent.`,
    );
  }
  const scheme = baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).protocol : '';
  if (!baseUrl || (scheme !== 'https:' && scheme !== 'http:')) {
    throw new UsageError(`${vendor}_BASE_URL must be an http or https URL.`);
  }
  return { baseUrl, key };
}

/** One line per tenth while conversations are made. */
function showProgress(done: number, total: number): void {
  const step = Math.max(1_000, Math.ceil(total / 10_000) * 1_000);
  if (total > 50_000 && (done % step === 0 || done === total)) {
    console.log(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} conversations`);
  }
}

const portTaken = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'EADDRINUSE';

async function listen(options: ApiOptions, env: NodeJS.ProcessEnv): Promise<Site> {
  const own = readUpstreams(env);
  const api = { ...options, onProgress: showProgress };
  if (env['PORT']) {
    const port = wholeNumber('PORT', env['PORT'], 0, 65_535);
    return startSite({ port, api, own });
  }
  for (let port = DEFAULT_PORT; ; port += 1) {
    try {
      return await startSite({ port, api, own });
    } catch (error) {
      if (!portTaken(error) || port >= DEFAULT_PORT + MOST_PORTS) throw error;
      console.log(`Port ${port} is taken, trying the next.`);
    }
  }
}

function stopOnSignals(site: Site): void {
  const stop = (): void => {
    site.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function explain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown } | null)?.code;
  if (portTaken(error)) {
    console.error(`Port ${process.env['PORT'] ?? DEFAULT_PORT} is taken; set PORT to another.`);
  } else if (error instanceof UsageError || String(code).startsWith('ERR_PARSE_ARGS')) {
    console.error(`${message}\nnpm start -- --help shows what is possible.`);
  } else {
    console.error(error);
  }
}

try {
  const options = readOptions();
  if (options === 'help') {
    console.log(HELP);
  } else {
    console.log('Building the pages and making conversations…');
    const site = await listen(options, process.env);
    stopOnSignals(site);
    console.log(`ready ${site.url}/`);
  }
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
