import { atStatement } from '../pages/debtor.mjs';

export default {
  title: 'after leaving, the back button shows nothing',
  async run(world) {
    const { visitor, debtor } = await atStatement(world, 'leave');
    const total = await visitor.sum();
    const account = visitor.page.url();
    await visitor.press('shell-log-out');
    await visitor.isAt('logged-out-heading');

    const gone = async (why) => {
      await visitor.isAt('error-session');
      await visitor.holdsNone([debtor.name, total, total.replace(' ', '\u00a0')], why);
    };
    await visitor.back();
    await gone('the back button tells');
    await visitor.open(account, { status: 401 });
    await gone('the address tells');
  },
};
