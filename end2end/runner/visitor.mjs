// One person with one browser. Whatever they do, every page that they come to is looked at.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { accessibility, foreignLines, overflow, PHONE } from './checks.mjs';

const PATIENCE_MS = 15_000;

/** An id or a token, or the code of a certificate. */
const ID = /_|^[\w-]{20,}$|^[A-Z0-9]{16}$/;

/** The address of a page without its ids and its query: what kind of page it is. */
export function shape(url) {
  const parts = new URL(url).pathname.split('/');
  return parts.map((part) => (ID.test(part) ? '*' : part)).join('/');
}

export class Visitor {
  /** What was wrong on the way; the spec fails with all of it at its end. */
  faults = [];
  /** The kinds of pages that were seen, in order. */
  trail = [];
  #world;
  #secret = null;
  #looked = new Set();
  #left = false;

  static async arrive(world, browser, name) {
    const context = await browser.newContext({
      javaScriptEnabled: world.javascript,
      viewport: PHONE,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: 'es-PE',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Visitor();
    visitor.#world = world;
    visitor.name = name;
    visitor.context = context;
    visitor.page = await context.newPage();
    visitor.#watch();
    return visitor;
  }

  get texts() {
    return this.#world.texts;
  }

  /** From now on no request may carry `secret`, except the one for the page that it opens. */
  keepsSecret(secret) {
    this.#secret = secret;
  }

  // What a person does.

  async open(url, { status = 200 } = {}) {
    await this.#comeTo(() => this.page.goto(url), status);
  }

  /** Presses the button with the text of `key`. */
  async press(key, given = {}, expected = {}) {
    await this.pressNamed(this.#pattern(key, given), expected);
  }

  async pressNamed(name, { status = 200, within = this.page } = {}) {
    await this.#comeTo(() => this.#click(within.getByRole('button', { name })), status);
  }

  /** Follows the link with the text of `key`. */
  async follow(key, given = {}, expected = {}) {
    await this.followNamed(this.#pattern(key, given), expected);
  }

  /** Follows the link whose words begin with the text of `key`. */
  async followBeginning(key) {
    await this.followNamed(this.#beginning(key));
  }

  async followNamed(name, { status = 200, within = this.page } = {}) {
    await this.#comeTo(() => this.#click(within.getByRole('link', { name })), status);
  }

  /** Goes back as the browser's button does: the page may be one that the browser kept. */
  async back() {
    await this.page.goBack({ waitUntil: 'commit' });
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  /** Unfolds what waits behind words that begin with the text of `key`. */
  async unfold(key, within = this.page) {
    await within.locator('summary').filter({ hasText: this.#beginning(key) }).first().click();
  }

  async fill(key, value, within = this.page) {
    await within.getByLabel(this.#pattern(key, {})).fill(value);
  }

  /** Picks `value` from the list with the label of `key`. */
  async pick(key, value, within = this.page) {
    await within.getByLabel(this.#pattern(key, {})).selectOption(value);
  }

  /** Marks the choice whose name begins with the text of `key`. */
  async choose(key) {
    await this.page.getByRole('radio', { name: this.#beginning(key) }).check();
  }

  /** Ticks the box whose name begins with the text of `key`. */
  async tick(key) {
    await this.page.getByRole('checkbox', { name: this.#beginning(key) }).check();
  }

  // What a person sees.

  /** What heads the page, be it shown only to be looked at. */
  async heading() {
    return plain(await this.page.locator('h1').first().textContent());
  }

  /** The amount that matters on the page, as it is written. */
  async sum() {
    return plain(await this.page.locator('main .sum [aria-hidden]').first().innerText());
  }

  async text() {
    return plain(await this.page.locator('body').innerText());
  }

  /** Fails unless the heading is the text of `key`. */
  async isAt(key, given = {}) {
    const heading = await this.heading();
    const right = this.#pattern(key, given).test(heading);
    assert.ok(right, `${shape(this.page.url())} is headed “${heading}”, not as ${key} says`);
  }

  /** Whether the heading is the text of one of the keys. */
  async standsAt(...keys) {
    return this.texts.any(keys).test(await this.heading());
  }

  /** Fails unless the text of `key` is in sight. */
  async sees(key, given = {}, within = this.page) {
    await within.getByText(this.#pattern(key, given)).filter({ visible: true }).first().waitFor();
  }

  /** Fails if the page, hidden parts included, holds one of the words. */
  async holdsNone(words, why) {
    const whole = await this.page.content();
    for (const word of words.filter(Boolean)) {
      assert.ok(!whole.includes(word), `${why}: ${this.page.url()} holds “${word}”`);
    }
  }

  /** Notes every line that is in another language. */
  async speaks(language) {
    assert.equal((await this.page.locator('html').getAttribute('lang')).slice(0, 2), language);
    this.#note(await foreignLines(this.page, this.texts, language));
  }

  async leave() {
    if (this.#left) return;
    this.#left = true;
    for (const cookie of await this.context.cookies()) {
      const { name, httpOnly, sameSite } = cookie;
      if (!httpOnly || sameSite !== 'Lax') this.faults.push(`cookie ${name} is within reach`);
    }
    await this.context.close();
  }

  // What happens by itself.

  #pattern(key, given) {
    return Array.isArray(key) ? this.texts.any(key) : this.texts.pattern(key, given);
  }

  #beginning(key) {
    return this.texts.beginning(key);
  }

  /** A label that stands twice, for narrow and wide screens, is clicked where it can be seen. */
  async #click(locator) {
    await locator.filter({ visible: true }).first().click();
  }

  async #comeTo(act, status) {
    const arrived = this.page.waitForNavigation({ waitUntil: 'load', timeout: PATIENCE_MS });
    const [answer] = await Promise.all([arrived, act()]);
    const got = answer?.status() ?? 0;
    assert.equal(got, status, `status of ${shape(this.page.url())} (${await this.heading()})`);
    await this.#look();
  }

  async #look() {
    const here = shape(this.page.url());
    if (this.trail.at(-1) !== here) this.trail.push(here);
    const kind = `${here} ${await this.heading()}`;
    if (this.#looked.has(kind)) return;
    this.#looked.add(kind);
    this.#note(await overflow(this.page));
    await this.#picture(here);
    if (this.#world.javascript) this.#note(await accessibility(this.page));
  }

  async #picture(here) {
    if (!this.#world.pictures || !this.#world.javascript) return;
    const name = `${this.name}${here.replace(/[^a-z0-9]+/gi, '-')}-${this.#looked.size}.png`;
    await this.page.screenshot({ path: join(this.#world.pictures, name), fullPage: true });
  }

  #note(faults) {
    this.faults.push(...faults.map((fault) => `${shape(this.page.url())}: ${fault}`));
  }

  #watch() {
    const { page, faults } = this;
    const here = () => shape(page.url());
    page.on('pageerror', (error) => faults.push(`${here()}: ${error.message}`));
    page.on('console', (message) => {
      // The status of a page is the spec's business; of anything else it is seen below.
      const status = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !status) {
        faults.push(`${here()}: console: ${message.text()}`);
      }
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400 && !answer.request().isNavigationRequest()) {
        faults.push(`${here()}: ${answer.status()} for ${answer.url()}`);
      }
    });
    page.on('request', (request) => this.#checkRequest(request, here()));
  }

  #checkRequest(request, here) {
    const url = new URL(request.url());
    if (url.protocol === 'data:') return;
    if (!this.#world.knows(url.origin)) this.faults.push(`${here}: asks ${url.origin}`);
    if (!this.#secret) return;
    if ((request.headers().referer ?? '').includes(this.#secret)) {
      this.faults.push(`${here}: the referrer holds the token`);
    }
    if (url.href.includes(this.#secret) && !url.pathname.startsWith(`/e/${this.#secret}`)) {
      this.faults.push(`${here}: the token is in ${shape(url.href)}`);
    }
  }
}

/** Text with plain blanks. */
export function plain(text) {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}
