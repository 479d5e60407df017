// One portal with its simulator, its mailboxes and its people, as the Rust side composed it.

import assert from 'node:assert/strict';

import { Mailbox } from './mailbox.mjs';
import { totp } from './totp.mjs';
import { Visitor } from './visitor.mjs';
import { signIn } from '../pages/team.mjs';

const FIELDS = ['name', 'javascript', 'portal', 'simulator', 'mailbox', 'team', 'debtors'];

export class World {
  #browser;
  #visitors = [];
  #team = null;

  constructor(described, { browser, texts, pictures }) {
    for (const field of FIELDS) assert.ok(field in described, `a world lacks ${field}`);
    Object.assign(this, described);
    this.mailbox = new Mailbox(described.mailbox);
    this.texts = texts;
    this.pictures = pictures;
    this.#browser = browser;
  }

  /** Whether requests may go to `origin`. */
  knows(origin) {
    return [this.portal, this.simulator, ...(this.origins ?? [])].includes(origin);
  }

  /** The portal's own time: it may stand still. */
  now() {
    return this.now_at ? new Date(this.now_at) : new Date();
  }

  debtor(role) {
    const debtor = this.debtors[role];
    assert.ok(debtor, `the world ${this.name} has no debtor for ${role}`);
    return debtor;
  }

  /** Somebody with a fresh browser. */
  async visitor(name) {
    const visitor = await Visitor.arrive(this, this.#browser, name);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** The signed-in member of the team: signed in once, since a code works once. */
  async member() {
    if (!this.#team) {
      this.#team = await Visitor.arrive(this, this.#browser, 'team');
      await signIn(this.#team, this);
    }
    this.#visitors.push(this.#team);
    return this.#team;
  }

  code() {
    return totp(this.team.totp_secret, this.now());
  }

  /** Ends a spec: what its visitors saw, and what was wrong. */
  async rest() {
    const faults = [];
    const trail = [];
    for (const visitor of this.#visitors.splice(0)) {
      if (visitor !== this.#team) await visitor.leave();
      faults.push(...visitor.faults.splice(0));
      trail.push(...visitor.trail.splice(0));
    }
    return { faults: [...new Set(faults)], trail };
  }

  /** What the visitors of a spec that failed have before them. */
  async scene() {
    const pages = this.#visitors.map((visitor) => visitor.page).filter((page) => !page.isClosed());
    return Promise.all(pages.map(async (page) => ({ url: page.url(), html: await page.content() })));
  }

  async end() {
    if (this.#team) await this.#team.leave();
  }
}
