/**
 * Links that hold what they lead to, so that nothing is kept: sealed with a key of this server, they can
 * neither be made nor read by anybody else.
 */

export interface Sealed {
  readonly url: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly subject?: string;
}

export interface Seal {
  close(content: Sealed): Promise<string>;
  /** `undefined` for what this server did not make. */
  open(token: string): Promise<Sealed | undefined>;
}

const IV_BYTES = 12;

/**
 * @param place Whose links they are: those of another proxy with the same secret are none of its own,
 * because there the same subject may be somebody else.
 * @param secret At least 16 characters. Default: random, so that links end with the process.
 */
export function createSeal(place: string, secret: string = crypto.randomUUID()): Seal {
  const key = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(`conversation-inbox file link ${place} ${secret}`))
    .then((bytes) =>
      crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    );
  return {
    async close({ url, expires, subject }) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const plain = new TextEncoder().encode(JSON.stringify([url, expires, subject]));
      const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, plain);
      return toText(iv) + toText(new Uint8Array(closed));
    },
    async open(token) {
      try {
        // 12 bytes are 16 letters.
        const iv = toBytes(token.slice(0, 16));
        const closed = toBytes(token.slice(16));
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await key, closed);
        const [url, expires, subject] = JSON.parse(new TextDecoder().decode(plain)) as [
          string,
          number,
          string | null,
        ];
        return { url, expires, ...(subject === null ? {} : { subject }) };
      } catch {
        return undefined;
      }
    },
  };
}

/** Base64 with letters that a path may have. */
function toText(bytes: Uint8Array): string {
  const letters = btoa(String.fromCharCode(...bytes));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
