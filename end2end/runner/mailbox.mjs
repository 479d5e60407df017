// The folder of .eml files that stands for everybody's mailbox.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

export class Mailbox {
  #folder;
  #taken = new Set();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The next letter to `address` whose text matches `pattern`, waiting for it; each one once. */
  async next(address, pattern) {
    const found = await this.#wait(address, pattern, PATIENCE_MS);
    if (!found) throw new Error(`no letter that matches ${pattern} came to ${address}`);
    return this.#take(found[0]);
  }

  /** The newest of such letters, which those before it are taken with; `null` if none comes in time. */
  async newest(address, pattern, patience_ms = PATIENCE_MS) {
    const found = await this.#wait(address, pattern, patience_ms);
    return found && found.map((one) => this.#take(one)).at(-1);
  }

  async #wait(address, pattern, patience_ms) {
    const until = Date.now() + patience_ms;
    for (;;) {
      const found = this.#letters().filter(
        (one) => one.to.toLowerCase().includes(address.toLowerCase()) && pattern.test(one.text),
      );
      if (found.length > 0) return found;
      if (Date.now() >= until) return null;
      await pause(100);
    }
  }

  #take(letter) {
    this.#taken.add(letter.file);
    return letter;
  }

  #letters() {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith('.eml')).sort();
    const fresh = files.filter((file) => !this.#taken.has(file));
    return fresh.map((file) => ({ file, ...letter(readFileSync(join(this.#folder, file))) }));
  }
}

/** Recipient, subject and readable text of a message (RFC 5322, as much as our own mailer writes). */
export function letter(bytes) {
  const { headers, body } = part(bytes.toString('latin1'));
  return {
    to: headers.get('to') ?? '',
    subject: words(headers.get('subject') ?? ''),
    text: readable(headers, body),
  };
}

function part(raw) {
  const [head, ...rest] = raw.replace(/\r\n/g, '\n').split('\n\n');
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const pairs = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)).filter(Boolean);
  const headers = new Map(pairs.map(([, name, value]) => [name.toLowerCase(), value]));
  return { headers, body: rest.join('\n\n') };
}

function readable(headers, body) {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map((raw) => part(raw.replace(/^\n/, '')));
    return parts.map((one) => readable(one.headers, one.body)).join('\n');
  }
  if (!/^text\//i.test(type)) return '';
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\n/g, ''));
  return Buffer.from(body, 'latin1').toString('utf8');
}

function quotedPrintable(text) {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of a header (RFC 2047). */
function words(text) {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, word) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : quotedPrintable(word.replace(/_/g, ' ')),
  );
}
