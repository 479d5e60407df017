// One portal with its simulator, its mailboxes and its people, as the Rust side composed it.

import assert from 'node:assert/strict';

import { Mailbox } from './mailbox.mjs';
import { totp } from './totp.mjs';
import { Visitor } from './visitor.mjs';
import { signIn } from '../pages/team.mjs';

const FIELDS = [
  'name', 'javascript', 'portal', 'simulator', 'mailbox', 'clock', 'team', 'agent', 'debtors',
];

/** An access link in a letter. */
const LINK = /https?:\/\/[^\s"<>]+\/e\/[\w-]+/;

/** How long a letter may take that is written by now, if it is written at all. */
const SOON_MS = 2_000;

export class World {
  #browser;
  #visitors = [];
  #members = new Map();

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

  /** The portal's own day, `YYYY-MM-DD` where the creditor is. */
  async today() {
    return (await this.#time()).today;
  }

  /** Lets so many days pass, each with its jobs. Whoever was signed in is not any more. */
  async pass(days) {
    await this.#time({ days });
    for (const member of this.#members.values()) await member.leave();
    this.#members.clear();
  }

  /** Lets days pass until it is `day`, or `more` days later. */
  async passUntil(day, more = 0) {
    const days = Math.round((Date.parse(day) - Date.parse(await this.today())) / 86_400_000) + more;
    assert.ok(days >= 0, `${day} has passed in ${this.name}`);
    if (days > 0) await this.pass(days);
  }

  async #time(asked) {
    const headers = { 'content-type': 'application/json' };
    const change = asked && { method: 'POST', headers, body: JSON.stringify(asked) };
    const answer = await fetch(this.clock, change);
    assert.ok(answer.ok, `the clock of ${this.name} answers ${answer.status}`);
    return answer.json();
  }

  /**
   * The link in the newest letter to the debtor that holds the text of `key`. Letters keep to hours and
   * to a gap between each other: at most so many `days` pass until it is there.
   */
  async linkInLetter(debtor, key, days = 0) {
    const words = this.texts.within(key);
    for (let passed = 0; ; passed += 1) {
      const letter = await this.mailbox.newest(debtor.email, words, SOON_MS);
      const link = letter && LINK.exec(letter.text);
      if (link) return link[0];
      assert.ok(!letter, `the letter ${key} holds no link`);
      assert.ok(passed < days, `no letter ${key} came to ${debtor.reference}`);
      await this.pass(1);
    }
  }

  /** Fails if a letter to the debtor that holds the text of `key` has come, or comes soon. */
  async noLetter(debtor, key) {
    const letter = await this.mailbox.newest(debtor.email, this.texts.within(key), SOON_MS);
    assert.equal(letter, null, `the letter ${key} came to ${debtor.reference}`);
  }

  /** Puts a sequence of reminders in force, as TOML; `null` ends every one. */
  async remind(sequence) {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ sequence });
    const answer = await fetch(`${this.clock}/reminders`, { method: 'POST', headers, body });
    assert.ok(answer.ok, `a sequence is answered with ${answer.status}`);
  }

  /** Step, state and reason of each reminder of the debtor, newest first. */
  async reminders(debtor) {
    const answer = await fetch(`${this.clock}/reminders/${debtor.reference}`);
    assert.ok(answer.ok, `reminders are answered with ${answer.status}`);
    return answer.json();
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

  /** The signed-in owner of the team, or an agent: signed in once, since a code works once. */
  async member(role = 'team') {
    let member = this.#members.get(role);
    if (!member) {
      member = await Visitor.arrive(this, this.#browser, role);
      this.#visitors.push(member);
      await signIn(member, this, this[role]);
      this.#members.set(role, member);
    } else if (!this.#visitors.includes(member)) {
      this.#visitors.push(member);
    }
    return member;
  }

  /** What the phone of `who` shows. */
  async code(who) {
    return totp(who.totp_secret, new Date((await this.#time()).now));
  }

  /** Ends a spec: what its visitors saw, and what was wrong. */
  async rest() {
    const faults = [];
    const trail = [];
    for (const visitor of this.#visitors.splice(0)) {
      if (!this.#isMember(visitor)) await visitor.leave();
      faults.push(...visitor.faults.splice(0));
      trail.push(...visitor.trail.splice(0));
    }
    return { faults: [...new Set(faults)], trail };
  }

  #isMember(visitor) {
    return [...this.#members.values()].includes(visitor);
  }

  /** What the visitors of a spec that failed have before them. */
  async scene() {
    const pages = this.#visitors.map((visitor) => visitor.page).filter((page) => !page.isClosed());
    return Promise.all(pages.map(async (page) => ({ url: page.url(), html: await page.content() })));
  }

  async end() {
    for (const member of this.#members.values()) await member.leave();
  }
}
