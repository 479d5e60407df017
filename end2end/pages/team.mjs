// The team's pages.

import { plain } from '../runner/visitor.mjs';

/** Signs `who` in by e-mail and code; ends at home. */
export async function signIn(visitor, world, who) {
  const { email } = who;
  await visitor.open(`${world.portal}/panel`);
  await visitor.isAt('team-sign-in-title');
  await visitor.fill('team-sign-in-email', email);
  await visitor.press('team-sign-in-button');
  await visitor.isAt('team-sign-in-sent-title');
  const link = /https?:\/\/[^\s"<>]+\/panel\/entrar\/[\w-]+/;
  const letter = await world.mailbox.next(email, link);
  await visitor.open(link.exec(letter.text)[0]);
  await visitor.press('team-link-button');
  await visitor.fill('team-code-label', await world.code(who));
  await visitor.press('team-code-button');
  if (await visitor.standsAt('team-recovery-title')) await visitor.follow('team-recovery-button');
  await visitor.isAt(['team-home-morning', 'team-home-afternoon', 'team-home-evening']);
}

/** Goes to a section by the menu, as on a phone. */
export async function goTo(visitor, section) {
  await visitor.unfold('team-nav-menu');
  // The number of what waits stands behind the name.
  await visitor.followBeginning(`team-nav-${section}`);
  await visitor.isAt(`team-nav-${section}`);
}

/** The entry of a list that holds `text`. */
export function entry(visitor, text) {
  return visitor.page.locator('main .entries > li').filter({ hasText: text });
}

/** Opens the case of the customer `reference` by searching for it. */
export async function openCase(visitor, debtor) {
  await goTo(visitor, 'cases');
  await visitor.fill('team-cases-search', debtor.reference);
  await visitor.press('team-cases-search-button');
  await visitor.followNamed(debtor.name);
}

/** Opens the policy that stands first, with its versions. */
export async function openPolicy(visitor) {
  await goTo(visitor, 'policies');
  const name = plain(await visitor.page.locator('main table a').first().textContent());
  await visitor.followNamed(name);
}
