/** What anybody may read of a clinic: its public view, its free times, a calendar file. */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import * as z from 'zod/mini';
import type { Clinic } from '#triage/consultation.ts';
import { bookableTalks, isFree, slotList, type Window } from '../booking/slots.ts';
import { minutesAfter, readDate, readInstant, today } from '../booking/zone.ts';
import { calendarFile } from '../calendar-file.ts';
import { clientAddress } from '../client-address.ts';
import { clinicView } from '../clinic-view.ts';
import type { ClinicFile } from '../clinics.ts';
import type { Limits } from '../limits.ts';
import { Refusal } from '../problems.ts';
import type { Store } from '../store/store.ts';
import type { ClinicEnv } from './find-clinic.ts';
import { readableByAll } from './readable-by-all.ts';

interface ReadNeeds {
  readonly store: Store;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly publicUrl: string;
  readonly ruleset: Clinic['ruleset'];
}

/** To be mounted where `findClinic` has run. */
export function createClinicReads({ store, limits, clock, publicUrl, ruleset }: ReadNeeds): Hono<ClinicEnv> {
  return new Hono<ClinicEnv>()
    .get('/:clinic', readableByAll, cachedFor(60), etag(), c => c.json(clinicView(c.get('clinic'), ruleset, publicUrl)))
    .get('/:clinic/slots', readableByAll, cachedFor(10), async c => {
      limits.slots(clientAddress(c));
      const clinic = c.get('clinic');
      const now = clock();
      const talks = bookableTalks(clinic, readWindow(c, clinic, now), now);
      const [first, last] = [talks[0], talks.at(-1)];
      const busy = first && last ? await store.busy(clinic.id, first.start, last.heldUntil) : [];
      return c.json(
        slotList(
          clinic,
          talks.filter(talk => isFree(talk, busy)),
        ),
      );
    })
    .get('/:clinic/calendar.ics', c => {
      const clinic = c.get('clinic');
      const { id, start } = readCalendarQuery(c);
      const end = minutesAfter(start, clinic.consultation.minutes);
      const headers = {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="talk.ics"',
        'Cache-Control': 'no-store',
      };
      return c.body(calendarFile({ clinic, id, publicUrl, start, end, now: clock() }), 200, headers);
    });
}

const cachedFor = (seconds: number): MiddlewareHandler<ClinicEnv> =>
  async function cachedFor(c, next) {
    await next();
    if (!c.error) c.header('Cache-Control', `public, max-age=${seconds}`);
  };

const DEFAULT_DAYS = 14;
const Days = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(31));

function readWindow(c: Context<ClinicEnv>, clinic: ClinicFile, now: Date): Window {
  const { from = today(now, clinic.timeZone).toString(), days = DEFAULT_DAYS } = c.req.query();
  const date = readDate(from);
  const count = Days.safeParse(days);
  if (date === undefined || !count.success) throw new Refusal('bad_query');
  return { from: date, days: count.data };
}

const CalendarQuery = z.object({ id: z.guid(), start: z.iso.datetime() });

/** Stateless: the file says what the page that links here says, and finds nothing out about anybody. */
function readCalendarQuery(c: Context<ClinicEnv>): { id: string; start: string } {
  const query = CalendarQuery.safeParse(c.req.query());
  const start = query.success ? readInstant(query.data.start) : undefined;
  if (!query.success || start === undefined) throw new Refusal('bad_query');
  return { id: query.data.id.toLowerCase(), start };
}
