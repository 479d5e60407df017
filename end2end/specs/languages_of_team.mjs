import { atStatement } from '../pages/debtor.mjs';
import { readAll } from '../pages/languages.mjs';
import { agree, toOptions } from '../pages/options.mjs';
import { build } from '../pages/plan_builder.mjs';
import { openProposal, propose } from '../pages/proposal.mjs';
import { openCase, openPolicy } from '../pages/team.mjs';

const SECTIONS = [
  '/panel', '/panel/casos', '/panel/transferencias', '/panel/respuestas', '/panel/propuestas',
  '/panel/por-identificar', '/panel/cambios', '/panel/pagos', '/panel/planes', '/panel/ofertas',
  '/panel/ofertas/nueva', '/panel/mensajes', '/panel/equipo', '/panel/recordatorios',
  '/panel/recordatorios/nueva', '/panel/recordatorios/calendario',
  '/panel/recordatorios/resultados', '/panel/recordatorios/tareas',
];

/** The pages of one policy of two versions. */
const POLICY = ['', '/editar', '/cartera?version=2', '/persona?version=2', '/cambios?a=1&b=2'];

const path = (visitor) => new URL(visitor.page.url()).pathname;

export default {
  title: 'a page of the team speaks one language',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'words');
    await toOptions(visitor);
    await propose(visitor, { pay: '450.00', parts: 3 });

    const member = await world.member();
    await openPolicy(member);
    const policy = POLICY.map((page) => path(member) + page);
    await openProposal(member, { pay: 'S/ 450.00', owed: 'S/ 605.00' });
    await readAll(member, world.portal, [...SECTIONS, ...policy, path(member)]);

    await visitor.open(`${world.portal}/cuenta`);
    await build(visitor, { parts: 4, first: 1 });
    await agree(visitor, { dates: 4 });
    await openCase(member, debtor);
    const own = path(member);
    await member.follow('team-plan-dates');
    await readAll(member, world.portal, [own, path(member)]);
  },
};
