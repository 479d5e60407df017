// The way from a link to what is owed.

import { answer } from './identity.mjs';
import { openLink } from './link.mjs';

/** A fresh browser on the statement of the debtor with this role. */
export async function atStatement(world, role) {
  const debtor = world.debtor(role);
  const visitor = await world.visitor(role);
  await openLink(visitor, debtor);
  await answer(visitor, debtor);
  await visitor.isAt('statement-total');
  return { visitor, debtor };
}

/** The same person in the same browser, days later: the session is over, so the question comes again. */
export async function comeBack(visitor, debtor, link = debtor.link) {
  await openLink(visitor, { ...debtor, link });
  await answer(visitor, debtor);
}
