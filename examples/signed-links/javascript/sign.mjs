// Signs a link with Node's own library alone: with a private key of EdDSA, or a secret of HS256.
//
//   ALDIA_KEY=key_... ALDIA_PRIVATE_KEY=private.pem node sign.mjs https://pagos.example.com C-1042 aviso-3
//   ALDIA_KEY=key_... ALDIA_SECRET=...              node sign.mjs https://pagos.example.com C-1042 aviso-3

import { createHmac, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const DAYS = 30;

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The link for the customer with this number. Its `jti` is what results are told by: keep it. */
export function signedLink(base, reference, step) {
  const { ALDIA_KEY: kid, ALDIA_PRIVATE_KEY: file, ALDIA_SECRET: secret } = process.env;
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: file ? 'EdDSA' : 'HS256', typ: 'JWT', kid };
  const claims = { sub: reference, jti: randomUUID(), iat: now, exp: now + DAYS * 86_400, step };
  const text = `${encoded(header)}.${encoded(claims)}`;
  const signature = file
    ? sign(null, Buffer.from(text), readFileSync(file))
    : createHmac('sha256', secret).update(text).digest();
  return `${base}/s/${text}.${signature.toString('base64url')}`;
}

console.log(signedLink(...process.argv.slice(2)));
