// The page of an access link: a button, and nothing about anybody.

/** Opens the debtor's link and presses its button; ends at the identity check. */
export async function openLink(visitor, debtor) {
  visitor.keepsSecret(new URL(debtor.link).pathname.split('/').at(-1));
  await visitor.open(debtor.link);
  await visitor.isAt('enter-heading');
  await visitor.holdsNone([debtor.name, debtor.reference], 'the first page of a link tells');
  await visitor.press(['enter-button-shared', 'enter-button-own']);
  await visitor.isAt('identity-heading');
}
