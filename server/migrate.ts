/** `npm run migrate`: brings the database to the newest schema, before servers of a new release are started. */
import { command, say } from './command.ts';
import { takePlace } from './open-data.ts';
import { migrate } from './store/migrations.ts';
import { openDatabase } from './store/open.ts';

await command(async config => {
  const { place, release } = takePlace(config);
  const { db, flavour } = openDatabase(place);
  try {
    const steps = await flavour.unhurried(db, one => migrate(one, flavour));
    for (const step of steps) say(`done: ${step}`);
    if (steps.length === 0) say('The database has the newest schema already.');
    return 0;
  } finally {
    await db.destroy();
    release();
  }
});
