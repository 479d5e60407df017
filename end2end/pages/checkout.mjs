// The simulator's hosted page, which stands for Stripe's.

import assert from 'node:assert/strict';

export const PAYS = '4242 4242 4242 4242';
export const DECLINED = '4000 0000 0000 0002';
export const ASKS_THE_BANK = '4000 0027 6000 3184';

/** Types a card and pays with it. */
export async function payByCard(visitor, world, number) {
  await type(visitor, world, number);
  await visitor.pressNamed(/^Pagar /);
}

/** Types a card that is kept for later; nothing is paid. */
export async function saveCard(visitor, world, number) {
  await type(visitor, world, number);
  await visitor.pressNamed('Guardar la tarjeta');
}

/** The page says that the bank refused, and takes another card. */
export async function wasDeclined(visitor, world) {
  at(visitor, world);
  await visitor.page.getByRole('alert').waitFor();
}

/** Confirms at the bank. */
export async function confirmAtBank(visitor) {
  await visitor.pressNamed('Completar autenticación');
}

/** Takes a voucher and goes back to the shop without paying it yet. */
export async function takeVoucher(visitor, world) {
  at(visitor, world);
  await visitor.page.getByLabel('Nombre y apellido').fill('Rosa Quispe');
  await visitor.pressNamed('Generar vale de OXXO');
  await visitor.followNamed('Volver al comercio');
}

/** Pays the voucher in the shop, a while later. */
export async function payVoucher(visitor) {
  await visitor.pressNamed('Pagar en la tienda (prueba)');
  await visitor.followNamed('Volver al comercio');
}

async function type(visitor, world, number) {
  at(visitor, world);
  const card = visitor.page.getByRole('region', { name: 'Tarjeta' });
  await card.getByLabel('Número de la tarjeta').fill(number);
  await card.getByLabel('Caducidad (MM/AA)').fill('12/34');
  await card.getByLabel('CVC', { exact: true }).fill('123');
  await card.getByLabel('Nombre del titular').fill('Rosa Quispe');
}

function at(visitor, world) {
  assert.equal(new URL(visitor.page.url()).origin, world.simulator);
}
