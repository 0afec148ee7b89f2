import { isProviderError, providerError } from '../model/index.js';

/** Asks the host for a credential. `renew`: the last one was refused, a cached copy will not do. */
export type GetToken = (options: {
  readonly signal: AbortSignal;
  readonly renew: boolean;
}) => Promise<string> | string;

/** A credential on its way or in use. Its identity tells a renewed one from the one before. */
export type Token = Promise<string | undefined>;

export interface TokenSource {
  current(): Token;
  /** The token to use after `refused` brought a 401; `undefined` when there can be no other. */
  renewed(refused: Token): Token | undefined;
}

/**
 * One credential shared by all requests: however many of them get a 401, the host is asked for a
 * new one once, and requests that went out with the old one just take the new.
 *
 * @param limited Runs with a signal that aborts when the host takes too long. No single request's
 * signal will do, because the others wait for the same token.
 */
export function createTokenSource(
  token: string | undefined,
  getToken: GetToken | undefined,
  limited: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>,
): TokenSource {
  let current: Token | undefined;

  function ask(renew: boolean): Token {
    const asked = limited(async (signal) => checked(await getToken?.({ signal, renew }))).catch(
      (thrown: unknown) => {
        if (current === asked) current = undefined;
        throw refusal(thrown);
      },
    );
    return shared(asked);
  }

  return {
    current() {
      current ??= token === undefined && getToken ? ask(false) : shared(given(token));
      return current;
    },
    renewed(refused) {
      if (!getToken) return undefined;
      if (current === undefined || current === refused) current = ask(true);
      return current;
    },
  };
}

async function given(token: string | undefined): Token {
  return token === undefined ? undefined : checked(token);
}

/** The requests that wait for it handle a failure; one that was aborted meanwhile does not. */
function shared(token: Token): Token {
  token.catch(() => undefined);
  return token;
}

/** A header that cannot be built is reported by the browser with its value: caught before that. */
function checked(token: unknown): string {
  const text = typeof token === 'string' ? token.trim() : '';
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw providerError(
    'unauthorized',
    'The credential is empty or holds characters that cannot be sent.',
  );
}

/** The host's own error is not passed on: it may hold a credential. */
function refusal(thrown: unknown): unknown {
  if (isProviderError(thrown)) return thrown;
  return providerError('unauthorized', 'The page could not get a credential.');
}
