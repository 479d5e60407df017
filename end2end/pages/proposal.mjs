// Terms of one's own, as the debtor proposes them and as the team answers.

import { goTo } from './team.mjs';

/** Proposes to pay `pay` in so many monthly instalments from the next payday on; ends where it waits. */
export async function propose(visitor, { pay, parts, words = '' }) {
  await visitor.follow('options-propose');
  await visitor.isAt('propose-heading');
  await visitor.fill('propose-pay', pay);
  await visitor.pick('builder-parts', String(parts));
  await visitor.choose('when-monthly');
  await visitor.page.locator('input[name=first]').nth(1).check();
  await visitor.press('propose-see');
  await visitor.sees('builder-would-pay');
  await visitor.fill('propose-words', words);
  await visitor.press('propose-send');
  await visitor.isAt('proposal-waiting');
}

/** Opens the proposal in the team's list that offers `pay` of `owed`. */
export async function openProposal(member, { pay, owed }) {
  await goTo(member, 'proposals');
  await member.follow('team-proposals-offer', { pay, owed });
  await member.sees('team-proposal-asked');
}

/** Names other terms, with a sentence for the debtor. */
export async function counter(member, { pay, parts, note }) {
  const named = member.texts.beginning('team-proposal-counter');
  const heading = member.page.locator('summary').filter({ hasText: named });
  const fold = member.page.locator('details').filter({ has: heading });
  await member.unfold('team-proposal-counter');
  await member.fill('team-proposal-pay', pay, fold);
  await member.pick('team-proposal-parts', String(parts), fold);
  await member.fill('team-proposal-note', note, fold);
  await member.press('team-proposal-counter-button');
  await member.sees('team-news-proposal-countered');
}
