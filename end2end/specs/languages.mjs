import { answer } from '../pages/identity.mjs';
import { inLanguage, readAll } from '../pages/languages.mjs';
import { openLink } from '../pages/link.mjs';
import { agree, toOptions } from '../pages/options.mjs';
import { build } from '../pages/plan_builder.mjs';
import { propose } from '../pages/proposal.mjs';

const OWES = [
  '/cuenta', '/cuenta/condiciones', '/cuenta/derechos', '/real', '/ayuda', '/pagar/elegir', '/pagar',
  '/decir/ya-pague', '/decir/error', '/decir/hablar', '/opciones', '/opciones/plan?currency=PEN',
  '/opciones/comparar?currency=PEN&a=plan&b=extension', '/pagar?currency=PEN&way=discount',
  '/opciones/aceptar?currency=PEN&way=settlement-3', '/proponer?currency=PEN', '/verificar', '/preferencias',
  '/por-que',
];

export default {
  title: 'a page speaks one language',
  async run(world) {
    const debtor = world.debtor('language');
    const visitor = await world.visitor('language');
    await visitor.open(debtor.link);
    for (const language of ['pt', 'en', 'es']) await inLanguage(visitor, language);
    await openLink(visitor, debtor);
    for (const language of ['pt', 'en', 'es']) await inLanguage(visitor, language);
    await answer(visitor, debtor);
    await readAll(visitor, world.portal, OWES);

    await visitor.open(`${world.portal}/cuenta`);
    await toOptions(visitor);
    await propose(visitor, { pay: '390.00', parts: 3 });
    const { pathname } = new URL(visitor.page.url());
    await readAll(visitor, world.portal, [pathname, '/cuenta']);

    await build(visitor, { parts: 4, first: 1 });
    await agree(visitor, { dates: 4 });
    const plan = new URL(visitor.page.url()).pathname;
    const pages = ['', '/pagar', '/fechas', '/pago-automatico', '/acuerdo'].map((page) => plan + page);
    await readAll(visitor, world.portal, [...pages, '/cuenta']);
  },
};
