// The debt-free certificate, as its owner and as everybody may check it.

import { plain } from '../runner/visitor.mjs';

/** From the statement that owes nothing to the page that confirms the certificate. Gives its code. */
export async function ownCode(visitor) {
  await visitor.isAt('statement-zero');
  await visitor.page.getByRole('link', { name: visitor.texts.pattern('plan-certificate') }).waitFor();
  await visitor.follow('statement-certificate-check');
  await visitor.isAt('certificate-genuine');
  return plain(await visitor.page.locator('main .mono').first().textContent());
}

/** Somebody who has only the code types it, and learns that it is genuine and nothing about anybody. */
export async function confirmed(world, { code, documents, never }) {
  const stranger = await world.visitor('stranger');
  await stranger.open(`${world.portal}/verificar`);
  await stranger.isAt('certificate-title');
  await stranger.fill('certificate-field', 'ABC');
  await stranger.press('certificate-button', {}, { status: 422 });
  await stranger.sees('certificate-wrong');
  await stranger.fill('certificate-field', code.toLowerCase());
  await stranger.press('certificate-button');
  await stranger.isAt('certificate-genuine');
  await stranger.sees('certificate-names', { count: documents });
  await stranger.holdsNone(never, 'a certificate tells everybody');
}
