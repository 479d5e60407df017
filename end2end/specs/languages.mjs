import { answer } from '../pages/identity.mjs';
import { openLink } from '../pages/link.mjs';

const NAMES = { es: 'Español', en: 'English', pt: 'Português' };
const DEBTOR = [
  '/cuenta', '/cuenta/condiciones', '/cuenta/derechos', '/real', '/ayuda', '/pagar/elegir', '/pagar',
  '/decir/ya-pague', '/decir/error', '/decir/hablar',
];
const TEAM = [
  '/panel', '/panel/casos', '/panel/transferencias', '/panel/respuestas', '/panel/por-identificar',
  '/panel/pagos', '/panel/equipo',
];

async function inLanguage(visitor, language) {
  await visitor.followNamed(NAMES[language]);
  await visitor.speaks(language);
}

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
    const { origin } = new URL(debtor.link);
    for (const language of ['es', 'en', 'pt']) {
      await visitor.open(`${origin}/cuenta`);
      await inLanguage(visitor, language);
      for (const path of DEBTOR) {
        await visitor.open(`${origin}${path}`);
        await visitor.speaks(language);
      }
    }

    const member = await world.member();
    for (const language of ['en', 'pt', 'es']) {
      await member.open(`${world.portal}/panel`);
      await inLanguage(member, language);
      for (const path of TEAM) {
        await member.open(`${world.portal}${path}`);
        await member.speaks(language);
      }
    }
  },
};
