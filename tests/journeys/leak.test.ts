/** A site's own script spies on a visit: in a frame it gets nothing, in the page it gets everything. */
import { after, test } from 'node:test';
import { LEAKS } from '../leaks/leaks.ts';
import { playwrightDriver } from '../leaks/playwright-driver.ts';
import { startSpyingSite } from '../leaks/spying-site.ts';
import { setStage } from './stage.ts';

const site = await startSpyingSite(() => stage.server.url);
after(() => site.close());
const stage = setStage({ clinics: { riverside: { origins: [site.url] } } });

for (const [name, check] of Object.entries(LEAKS)) {
  test(name, async t => check(playwrightDriver(await stage.page(t)), site.url));
}
