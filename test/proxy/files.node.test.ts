import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUrl } from '../../src/proxy/file-links.js';
import { createSeal } from '../../src/proxy/seal.js';
import type { ProxyOptions } from '../../src/proxy/index.js';
import { KEY, stage, UPSTREAM, type Sent } from './upstream.js';

const MEDIA = 'https://media.example.net/calls/7.wav?signature=secret';
const SOUND = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

const row = (url: unknown, expires?: string) => ({
  id: 'conv_1',
  recording_details: { recording_url: url, duration: 3, expires_at: expires },
});

interface Media {
  readonly url?: unknown;
  readonly expires?: string;
  readonly answer?: (sent: Sent) => Response;
  readonly options?: Partial<ProxyOptions>;
}

const wave = ({ headers }: Sent): Response => {
  const [, first = '0', last = '999'] = /bytes=(\d+)-(\d*)/.exec(headers.get('Range') ?? '') ?? [];
  const end = Math.min(999, Number(last || 999));
  const ranged = headers.has('Range');
  return new Response(SOUND.slice(Number(first), end + 1), {
    status: ranged ? 206 : 200,
    headers: {
      'Content-Type': 'audio/wav',
      'Accept-Ranges': 'bytes',
      ETag: '"7"',
      'Set-Cookie': 'a=b',
      Server: 'media.example.net',
      ...(ranged ? { 'Content-Range': `bytes ${first}-${end}/1000` } : {}),
    },
  });
};

/** A proxy whose upstream names one recording, and the link that a reader gets for it. */
async function recording({ url = MEDIA, expires, answer = wave, options }: Media = {}) {
  const made = stage(
    (sent) => (sent.path.startsWith('/core/') ? Response.json(row(url, expires)) : answer(sent)),
    options,
  );
  const path = `${options?.prefix ?? ''}/core/conversations/conv_1`;
  const body = (await (await made.get(path)).json()) as ReturnType<typeof row>;
  const { recording_url: link, expires_at: until } = body.recording_details;
  made.sent.length = 0;
  return { ...made, link: link as string | null, until, text: JSON.stringify(body) };
}

test('the page gets a link of its own origin, from which nothing can be read', async () => {
  const { link, text } = await recording();
  assert.match(link!, /^\/files\/[\w-]{50,}\/7\.wav$/);
  assert.doesNotMatch(text, /media\.example|signature|secret/);
  const bytes = Buffer.from(link!.split('/')[2]!, 'base64url').toString('latin1');
  assert.doesNotMatch(bytes, /media|http/);
});

test('the recording is sent, whole or in the range that is asked for', async () => {
  const { get, link, sent } = await recording();
  const whole = await get(link!);
  assert.equal(whole.status, 200);
  assert.deepEqual(new Uint8Array(await whole.arrayBuffer()), SOUND);
  const part = await get(link!, { headers: { Range: 'bytes=100-199', 'If-Range': '"7"' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), 'bytes 100-199/1000');
  assert.equal(part.headers.get('accept-ranges'), 'bytes');
  assert.deepEqual(new Uint8Array(await part.arrayBuffer()), SOUND.slice(100, 200));
  assert.deepEqual(
    sent.map(({ url }) => url),
    [MEDIA, MEDIA],
  );
  assert.equal(sent[1]?.headers.get('range'), 'bytes=100-199');
  assert.equal(sent[1]?.headers.get('if-range'), '"7"');
});

test('the server of the file gets no key, and the reader nothing of that server', async () => {
  const { get, link, sent } = await recording();
  const response = await get(link!, {
    headers: { Cookie: 'session=1', Authorization: 'Bearer x' },
  });
  assert.deepEqual(Object.fromEntries(sent[0]!.headers), { accept: '*/*' });
  const told = JSON.stringify([...response.headers]);
  assert.doesNotMatch(told, /set-cookie|media\.example|this-must-not/i);
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('only one range of bytes is asked for at a time', async () => {
  const { get, link, sent } = await recording();
  const abuse = [
    'bytes=0-1,5-6',
    'bytes=-',
    'bytes=9-3',
    'items=0-1',
    'bytes=0-99999999999999999',
    'bytes=a-b',
    'bytes=0-1\t,2-3',
  ];
  for (const range of abuse) {
    const { status } = await get(link!, { headers: { Range: range } });
    assert.equal(status, 416, range);
  }
  assert.deepEqual(sent, []);
  for (const range of ['bytes=0-', 'bytes=-5', 'bytes=0-0']) {
    assert.ok((await get(link!, { headers: { Range: range } })).ok, range);
  }
});

test('whether a link still works can be seen without its bytes', async () => {
  const { get, link, sent } = await recording();
  const { status, body } = await get(link!, { method: 'HEAD' });
  assert.deepEqual([status, body], [200, null]);
  assert.equal(sent[0]?.headers.get('range'), 'bytes=0-0');
});

test('a link ends, and the page is told when', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2025-03-14T15:00:00Z') });
  const { get, link, until } = await recording({ expires: '2025-03-14T16:00:00Z' });
  assert.equal(until, '2025-03-14T15:05:00.000Z');
  t.mock.timers.setTime(Date.parse('2025-03-14T15:04:59Z'));
  assert.equal((await get(link!)).status, 200);
  t.mock.timers.setTime(Date.parse('2025-03-14T15:05:02Z'));
  assert.equal((await get(link!)).status, 410);
  t.mock.timers.setTime(Date.parse('2025-03-14T15:00:00Z'));
  const short = await recording({ expires: '2025-03-14T15:01:00Z' });
  assert.equal(short.until, '2025-03-14T15:01:00.000Z', 'the upstream’s own end comes first');
});

test('a link works for whom it was made, and for nobody else', async () => {
  const byUser: Partial<ProxyOptions> = {
    authorize: ({ headers }) => {
      const subject = headers.get('X-User');
      return subject === null ? 401 : { subject };
    },
  };
  const made = stage(
    (sent) => (sent.path.startsWith('/core/') ? Response.json(row(MEDIA)) : wave(sent)),
    byUser,
  );
  const as = (user: string) => ({ headers: { 'X-User': user } });
  const body = (await (await made.get('/core/conversations/c', as('eve'))).json()) as ReturnType<
    typeof row
  >;
  const link = String(body.recording_details.recording_url);
  assert.equal((await made.get(link, as('eve'))).status, 200);
  assert.equal((await made.get(link, as('mallory'))).status, 403);
  assert.equal((await made.get(link)).status, 401);
  assert.equal(made.sent.length, 2);
});

test('a host without cookies lets a link speak for whom it was made', async () => {
  const { get, link } = await recording({
    options: {
      authorize: (_, { call, subject }) =>
        call === 'file' ? { subject: subject! } : { subject: 'eve' },
    },
  });
  assert.equal((await get(link!)).status, 200);
});

test('a link that was changed, cut or made by somebody else leads nowhere', async () => {
  const { get, link, sent } = await recording();
  const [, , token = ''] = link!.split('/');
  const flipped = token.slice(0, 30) + (token[30] === 'A' ? 'B' : 'A') + token.slice(31);
  const foreign = await createSeal(` ${UPSTREAM}/`, 'another server’s secret').close({
    url: MEDIA,
    expires: 9e9,
  });
  const plain = btoa(JSON.stringify([MEDIA, 9e9]));
  for (const one of [
    flipped,
    token.slice(0, -4),
    foreign,
    plain,
    '',
    'x',
    '%00',
    `${token}=`,
    encodeURIComponent(MEDIA),
  ]) {
    assert.equal((await get(`/files/${one}`)).status, 404, one);
  }
  assert.deepEqual(sent, []);
});

test('processes with one secret know each other’s links, and without one they do not', async () => {
  const secret = 'at least sixteen characters';
  const { link } = await recording({ options: { secret } });
  const other = (options: Partial<ProxyOptions>) => stage(wave, options).get(link!);
  assert.equal((await other({ secret })).status, 200);
  assert.equal((await other({})).status, 404);
  assert.equal((await other({ secret: `${secret}!` })).status, 404);
});

test('a link of one proxy is none of another that has the same secret', async () => {
  const secret = 'at least sixteen characters';
  const { link } = await recording({ options: { secret, prefix: '/north' } });
  const token = link!.split('/').slice(3).join('/');
  const others: readonly Partial<ProxyOptions>[] = [
    { secret, prefix: '/south' },
    { secret, prefix: '/north', upstream: 'https://api.other.example.com' },
  ];
  for (const options of others) {
    const { get, sent } = stage(wave, options);
    assert.equal((await get(`${options.prefix}/files/${token}`)).status, 404);
    assert.deepEqual(sent, []);
  }
  const same = stage(wave, { secret, prefix: '/north' });
  assert.equal((await same.get(link!)).status, 200);
});

test('a link for everybody is not one for somebody, nor the other way round', async () => {
  const secret = 'at least sixteen characters';
  const as = (subject: string | undefined): Partial<ProxyOptions> => ({
    secret,
    authorize: () => (subject === undefined ? {} : { subject }),
  });
  const subjects = [undefined, '', 'eve', 'null', 'undefined'];
  for (const maker of subjects) {
    const { link } = await recording({ options: as(maker) });
    for (const reader of subjects) {
      const { status } = await stage(wave, as(reader)).get(link!);
      assert.equal(status, maker === reader ? 200 : 403, `${maker} ${reader}`);
    }
  }
});

const refused: readonly (readonly [string, unknown])[] = [
  ['this machine', 'https://127.0.0.1/x'],
  ['this machine, written as a number', 'https://2130706433/x'],
  ['this machine, written octal', 'https://0177.0.0.1/x'],
  ['this machine by name', 'https://localhost/x'],
  ['this machine in IPv6', 'https://[::1]/x'],
  ['IPv4 inside of IPv6', 'https://[::ffff:10.0.0.1]/x'],
  ['the cloud’s own data', 'http://169.254.169.254/latest/meta-data'],
  ['the cloud’s own data over TLS', 'https://169.254.169.254/latest/meta-data'],
  ['a private network', 'https://10.1.2.3/x'],
  ['another private network', 'https://192.168.0.1/x'],
  ['a third private network', 'https://172.20.0.1/x'],
  ['this machine in IPv6, written in full', 'https://[0:0:0:0:0:0:0:1]/x'],
  ['a private network in IPv6', 'https://[fd00::1]/x'],
  ['its own link in IPv6', 'https://[fe80::1]/x'],
  ['IPv4 inside of IPv6, translated', 'https://[64:ff9b::10.0.0.1]/x'],
  ['IPv4 inside of IPv6, tunnelled', 'https://[2002:a00:1::]/x'],
  ['IPv4 inside of IPv6, tunnelled otherwise', 'https://[2001::a00:1]/x'],
  ['nowhere in IPv6', 'https://[2::1]/x'],
  ['this machine with a dot behind it', 'https://127.0.0.1./x'],
  ['this machine by name with a dot behind it', 'https://localhost./x'],
  ['this machine in other digits', 'https://①②⑦.⓪.⓪.①/x'],
  ['this machine in few numbers', 'https://127.1/x'],
  ['the cloud’s own data elsewhere', 'https://192.0.0.192/x'],
  ['a network of shared addresses', 'https://100.64.0.1/x'],
  ['everybody at once', 'https://255.255.255.255/x'],
  ['a name inside of the network', 'https://vault.internal/x'],
  ['a name without a dot', 'https://vault/x'],
  ['a service of the cluster', 'https://vault.default.svc/x'],
  ['another port without TLS', 'http://api.upstream.example.com:8080/x'],
  ['a URL longer than a link may be', `https://media.example.net/${'a'.repeat(200_000)}`],
  ['no TLS', 'http://media.example.net/x'],
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:text/html,x'],
  ['a script', 'javascript:alert(1)'],
  ['somebody’s password', 'https://user:pass@media.example.net/x'],
  ['no URL', 'https://'],
  ['no text', { url: MEDIA }],
];

for (const [what, url] of refused) {
  test(`a recording that leads to ${what} is none`, async () => {
    const { link, sent } = await recording({ url });
    assert.equal(link, null);
    assert.deepEqual(sent, []);
  });
}

test('hosts of files can be named, and the upstream is always one', () => {
  const upstream = new URL(UPSTREAM);
  const hosts = ['media.example.net'];
  assert.equal(fileUrl(MEDIA, { upstream, hosts }), MEDIA);
  assert.equal(fileUrl('/r/1.wav', { upstream, hosts }), `${UPSTREAM}/r/1.wav`);
  assert.equal(fileUrl('https://media.example.org/1.wav', { upstream, hosts }), undefined);
  assert.equal(
    fileUrl('https://media.example.org/1.wav', { upstream }),
    'https://media.example.org/1.wav',
  );
  const local = new URL('http://127.0.0.1:4000');
  assert.equal(fileUrl('/r/1.wav', { upstream: local }), 'http://127.0.0.1:4000/r/1.wav');
  // An upstream without TLS does not vouch for others.
  const plain = 'http://media.example.net/1.wav';
  assert.equal(fileUrl(plain, { upstream: local }), undefined);
  assert.equal(fileUrl(plain, { upstream: local, hosts }), plain);
  assert.equal(fileUrl(plain, { upstream, hosts }), undefined);
});

test('only fields that the contract names become links', async () => {
  const planted = {
    id: 'c',
    custom_metadata: { recording_url: 'https://10.0.0.1/' },
    recording_url: 'x',
  };
  const { get } = stage(() => Response.json(planted));
  assert.deepEqual(await (await get('/core/conversations/c')).json(), planted);
});

test('a redirect of the file’s server is not followed', async () => {
  const { get, link, sent } = await recording({
    answer: () =>
      new Response(null, { status: 302, headers: { Location: 'http://169.254.169.254/' } }),
  });
  const response = await get(link!);
  assert.equal(response.status, 502);
  assert.equal(response.headers.get('location'), null);
  assert.equal(sent.length, 1);
});

test('what the file’s server refuses is said so that a new link is asked for', async () => {
  for (const [status, expected] of [
    [401, 410],
    [403, 410],
    [404, 404],
    [410, 410],
    [416, 416],
    [429, 503],
    [500, 502],
    [503, 503],
  ] as const) {
    const { get, link } = await recording({
      answer: () =>
        new Response('<Error>secret</Error>', {
          status,
          headers: { 'Content-Range': 'bytes */1000' },
        }),
    });
    const response = await get(link!);
    assert.equal(response.status, expected, String(status));
    assert.equal(response.headers.get('content-range'), status === 416 ? 'bytes */1000' : null);
    assert.doesNotMatch(await response.text(), /secret/);
  }
});

test('a file that is no sound, picture or film is only there to be saved', async () => {
  for (const [type, expected] of [
    ['audio/mpeg', 'audio/mpeg'],
    ['audio/wav; codecs=1', 'audio/wav'],
    ['image/png', 'image/png'],
    ['image/svg+xml', 'application/octet-stream'],
    ['text/html', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ] as const) {
    const { get, link } = await recording({
      answer: () => new Response('x', { headers: { 'Content-Type': type } }),
    });
    const { headers } = await get(link!);
    assert.equal(headers.get('content-type'), expected);
    assert.equal(
      headers.get('content-disposition'),
      expected.startsWith('app') ? 'attachment' : null,
    );
  }
});

test('files of text messages are links as well', async () => {
  const { get } = stage(
    () =>
      Response.json({
        success: true,
        data: [
          { id: 'm', media_urls: [MEDIA, 'http://10.0.0.1/x', 'https://a.example.com/b.png'] },
          { media_urls: [] },
        ],
        meta: { next_cursor: null },
      }),
    { vendor: 'agentmessage', prefix: '/api' },
  );
  const { data } = (await (await get('/api/v1/conversations/abc/messages')).json()) as {
    data: { media_urls: string[] }[];
  };
  assert.equal(data[0]?.media_urls.length, 2);
  assert.ok(data[0]?.media_urls.every((url) => url.startsWith('/api/files/')));
  assert.deepEqual(data[1]?.media_urls, []);
});

test('nothing of a key is in a link', async () => {
  const { link } = await recording({ url: `https://media.example.net/${KEY}.wav` });
  assert.ok(!link?.includes('this-must-not-be-seen'));
});
