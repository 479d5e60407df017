import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { messages, source, Texts } from '../runner/fluent.mjs';
import { letter, Mailbox } from '../runner/mailbox.mjs';
import { shape } from '../runner/visitor.mjs';
import { totp } from '../runner/totp.mjs';

test('codes are those of RFC 6238, six digits of its eight', () => {
  const secret = 'GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ';
  for (const [seconds, code] of [[59, '287082'], [1111111109, '081804'], [20000000000, '353130']]) {
    assert.equal(totp(secret, new Date(seconds * 1000)), code);
  }
});

test('a text matches itself with any argument, or only with the one given', () => {
  const text = 'Pagar { $amount } hoy';
  assert.match('Pagar S/\u00a0250.00 hoy', new RegExp(`^${source(text, {})}$`));
  assert.match('Pagar S/ 250.00 hoy', new RegExp(`^${source(text, { amount: 'S/\u00a0250.00' })}$`));
  assert.doesNotMatch('Pagar S/ 25.00 hoy', new RegExp(`^${source(text, { amount: 'S/ 250.00' })}$`));
});

test('a message over several lines is read whole, with each of its variants', () => {
  const file = `# note
a-key = Hola. { $count ->
    [one] Queda 1.
   *[other] Quedan { $count }.
}
b-key = Adiós
`;
  const read = Object.fromEntries(messages(file));
  assert.deepEqual(Object.keys(read), ['a-key', 'b-key']);
  const pattern = new RegExp(`^${source(read['a-key'], {})}$`);
  for (const said of ['Hola. Queda 1.', 'Hola. Quedan 3.']) assert.match(said, pattern);
  assert.doesNotMatch('Hola. Adiós', pattern);
});

test('every text of the portal can be read', () => {
  const texts = new Texts(new URL('../../locales', import.meta.url).pathname);
  for (const language of ['es', 'en', 'pt']) assert.ok(texts.all(language).length > 100);
  assert.match('Pagar S/ 1.00', texts.pattern('statement-pay'));
  assert.throws(() => texts.pattern('no-such-key'));
});

test('a letter is read through its encodings', () => {
  const base64 = Buffer.from('Entra aquí: https://x.test/panel/entrar/abc').toString('base64');
  const raw = [
    'To: Elena <elena@example.com>',
    'Subject: =?utf-8?b?QXF1w60=?= =?utf-8?q?_est=C3=A1?=',
    'Content-Type: multipart/alternative;',
    ' boundary="edge"',
    '',
    '--edge',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64,
    '--edge',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>aqu=C3=AD=\r\n</p>',
    '--edge--',
    '',
  ].join('\r\n');
  const read = letter(Buffer.from(raw));
  assert.equal(read.to, 'Elena <elena@example.com>');
  assert.equal(read.subject, 'Aquí está');
  assert.match(read.text, /Entra aquí: https:\/\/x\.test\/panel\/entrar\/abc\n<p>aquí<\/p>/);
});

test('addresses of one page are one shape, whatever its ids', () => {
  const base = 'http://localhost:1';
  assert.equal(shape(`${base}/pago/att_0198c2?x=1#y`), '/pago/*');
  assert.equal(shape(`${base}/e/2tYw7mKq9Zr4LcVb8NxHfD`), '/e/*');
  assert.equal(shape(`${base}/panel/por-identificar`), '/panel/por-identificar');
  assert.equal(shape(`${base}/verificar/K7M2QX9RTB4WCZ31`), '/verificar/*');
  assert.equal(shape(`${base}/c/pay/cs_test_a1/3ds`), '/c/pay/*/3ds');
});

test('a text is found in what holds it or begins with it, whatever its arguments', () => {
  const texts = new Texts(new URL('../../locales', import.meta.url).pathname);
  const letter = 'Hola, Rosa:\n\nLa fecha del lunes 30 de\nnoviembre quedó pendiente.\n\nEntra aquí';
  assert.match(letter, texts.within('mail-plan-missed'));
  assert.doesNotMatch(letter, texts.within('mail-plan-before'));
  assert.match('Pagar una parte ahora', texts.beginning(['statement-pay', 'options-part-button']));
  assert.doesNotMatch('Ahora pagar una parte', texts.beginning('options-part-button'));
});

test('the newest letter is found, and those before it are not found again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'letters-'));
  const write = (name, text) => {
    writeFileSync(join(folder, `${name}.eml`), `To: rosa@example.pe\n\n${text}\n`);
  };
  for (const n of [1, 2, 3]) write(`msg_0${n}`, `carta ${n}`);
  const mailbox = new Mailbox(folder);
  assert.match((await mailbox.newest('rosa@example.pe', /carta/)).text, /carta 3/);
  assert.equal(await mailbox.newest('rosa@example.pe', /carta/, 0), null);
  write('msg_04', 'carta 4');
  assert.match((await mailbox.next('rosa@example.pe', /carta/)).text, /carta 4/);
  rmSync(folder, { recursive: true });
});
