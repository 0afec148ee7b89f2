import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maskedText, maskSecrets, maskText } from '../../src/transcripts/mask-secrets.js';

const HIDDEN = '[hidden]';

describe('the secrets of a tool call', () => {
  it('are hidden by the name they stand under, however it is written', () => {
    for (const key of [
      ...['authorization', 'Authorization', 'api_key', 'apiKey', 'X-API-Key', 'APIKEY', 'token'],
      ...['access_token', 'refreshToken', 'password', 'user_password', 'passwd', 'secret'],
      ...['clientSecret', 'private_key', 'Set-Cookie', 'credentials', 'card_number', 'cardNumber'],
      ...['card', 'cvv', 'ssn', 'pin', 'otp', 'session_id', 'iban'],
    ]) {
      for (const value of ['x', 4321, { deeper: 'x' }, ['x']]) {
        assert.deepEqual(maskSecrets({ [key]: value, b: 1 }), { [key]: HIDDEN, b: 1 }, key);
      }
      assert.deepEqual(maskSecrets([{ a: [{ [key]: 'x' }] }]), [{ a: [{ [key]: HIDDEN }] }], key);
    }
  });

  it('are not seen in what is none', () => {
    const plain = {
      max_tokens: 100,
      token_count: 5,
      tokens: 7,
      token_type: 'Bearer',
      token_expires_at: '2026-03-02',
      has_password: true,
      password: null,
      secret: '',
      discard: 'yes',
      cardinal: 'red',
      card_type: 'visa',
      spin: 4,
      opinion: 'good',
      secretary: 'Mina',
      order_id: 'A-10233',
      phone: '+1 555 0100',
      phones: ['+4915112345678901'],
      at: 1_772_442_000_000,
      micros: '1772442000000000',
      number: '1234 5678 9012 3456',
      text: 'The basic information is on the token machine: no password needed',
    };
    assert.deepEqual(maskSecrets(plain), plain);
  });

  it('are hidden by what they look like, wherever they stand', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_123';
    for (const [text, shown] of [
      ['4242 4242 4242 4242', HIDDEN],
      ['pay with 4242-4242-4242-4242.', `pay with ${HIDDEN}.`],
      ['378282246310005', HIDDEN],
      ['Authorization: Bearer abc123def456', `Authorization: ${HIDDEN} ${HIDDEN}`],
      ['use bearer abc123def456==', `use bearer ${HIDDEN}`],
      [`sent ${jwt} to it`, `sent ${HIDDEN} to it`],
      ['key sk_live_abcdefgh12345678', `key ${HIDDEN}`],
      ['GET /a?b=1&api_key=abc&c=2', `GET /a?b=1&api_key=${HIDDEN}&c=2`],
      ['password: hunter2, user: mina', `password: ${HIDDEN}, user: mina`],
      ['{"user":"mina","password":"my pass wo', `{"user":"mina","password":${HIDDEN}`],
      ['{\\"token\\":\\"a b c\\",\\"x\\":1}', `{\\"token\\":${HIDDEN}\\",\\"x\\":1}`],
    ] as const) {
      assert.equal(maskText(text), shown);
      assert.deepEqual(maskSecrets({ a: [text] }), { a: [shown] });
      assert.equal(maskedText(text), shown);
    }
  });

  it('leave a copy behind: what the tool was sent stays as it is', () => {
    const input = { token: 'x', list: [{ a: 1 }] };
    const masked = maskSecrets(input);
    assert.deepEqual(input, { token: 'x', list: [{ a: 1 }] });
    assert.notEqual(masked, input);
  });

  it('are looked for in anything, without an end or an error', () => {
    const circle: Record<string, unknown> = { token: 'x' };
    circle['again'] = circle;
    assert.deepEqual(maskSecrets(circle), { token: HIDDEN, again: '[circular]' });
    for (const text of ['password='.repeat(100_000), '4'.repeat(500_000), 'eyJ'.repeat(200_000)]) {
      const start = performance.now();
      maskText(text);
      assert.ok(performance.now() - start < 5000, 'it takes too long');
    }
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true }), (value) => {
        const masked = maskSecrets(value);
        JSON.stringify(masked);
        assert.equal(typeof maskedText(value), 'string');
        assert.deepEqual(maskSecrets(masked), masked);
      }),
    );
  });
});
