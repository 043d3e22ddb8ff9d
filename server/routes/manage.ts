/**
 * What a visitor can do with their own booking: `POST /v1/manage/…`. Whoever has the link may; its token comes in the
 * body. A link that is wrong, of another clinic or of somebody who was forgotten gets one and the same answer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod/mini';
import type { ManageView } from '#triage/manage.ts';
import type { Lifecycle } from '../booking/lifecycle.ts';
import { readInstant } from '../booking/zone.ts';
import { type AddressEnv, clientAddress } from '../client-address.ts';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { ownOrigin } from '../desk/same-origin.ts';
import type { ManageToken } from '../keys.ts';
import type { Limits } from '../limits.ts';
import { fieldRefusal, Refusal } from '../problems.ts';
import type { Lead, Store } from '../store/store.ts';
import { readJson, refuseOtherMedia } from './json-body.ts';
import { nearestTimes, timesFor } from './manage-times.ts';
import { exportOf, manageView, type Seen, seenByVisitor } from './manage-view.ts';
import { parseBody } from './parse-body.ts';

export interface ManageNeeds {
  readonly clinics: Clinics;
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly limits: Pick<Limits, 'write' | 'slots'>;
  readonly clock: () => Date;
  readonly publicUrl: string;
  readonly manageToken: ManageToken;
}

const LINK = {
  clinic: z.string().check(z.maxLength(40)),
  id: z.string().check(z.maxLength(36)),
  token: z.string().check(z.maxLength(100)),
};
type Link = z.infer<z.ZodMiniObject<typeof LINK>>;

const Plain = z.strictObject(LINK);
const SlotsWanted = z.strictObject({
  ...LINK,
  from: z.optional(z.iso.date()),
  days: z._default(z.int().check(z.minimum(1), z.maximum(31)), 14),
});
const Reschedule = z.strictObject({ ...LINK, start: z.iso.datetime() });
const Erase = z.strictObject({ ...LINK, sure: z.literal(true) });
const Cancel = z.strictObject({
  ...LINK,
  reason: z.optional(
    z.string().check(
      z.overwrite(text => text.normalize('NFC').toWellFormed().trim()),
      z.refine(text => [...text].length <= 500, { error: 'too_long' }),
    ),
  ),
});

/** To be mounted at `/v1/manage`. */
export function createManage(needs: ManageNeeds): Hono<AddressEnv> {
  const { limits, publicUrl } = needs;
  const isSafe = [ownPagesOnly(publicUrl), plainJsonOnly] as const;
  const reads = limited(async c => limits.slots(clientAddress(c)));
  const changes = limited(c => limits.write(clientAddress(c)));
  return new Hono<AddressEnv>()
    .post('/view', ...isSafe, reads, async c => answer(c, needs, await find(c, needs, Plain)))
    .post('/slots', ...isSafe, reads, async c => {
      const found = await find(c, needs, SlotsWanted);
      return noStore(c).json(await timesFor(needs, found, found.body));
    })
    .post('/export', ...isSafe, reads, async c => {
      const { lead, clinic } = await find(c, needs, Plain);
      const text = JSON.stringify(exportOf(lead, clinic, needs.clock()), null, 2);
      return noStore(c).body(`${text}\n`, 200, {
        'Content-Type': 'application/json',
        'Content-Disposition': 'attachment; filename="my-data.json"',
      });
    })
    .post('/confirm', ...isSafe, changes, async c =>
      answer(c, needs, await confirm(needs, await find(c, needs, Plain))),
    )
    .post('/cancel', ...isSafe, changes, async c => answer(c, needs, await cancel(needs, await find(c, needs, Cancel))))
    .post('/reschedule', ...isSafe, changes, async c =>
      answer(c, needs, await reschedule(needs, await find(c, needs, Reschedule))),
    )
    .post('/erase', ...isSafe, changes, async c => {
      const { clinic, lead } = await find(c, needs, Erase);
      await needs.lifecycle.erase(clinic, lead);
      return noStore(c).body(null, 204);
    });
}

type Handler = MiddlewareHandler<AddressEnv>;

/** The page stands on this server; no other site has business here. No `Origin` is no browser, and limited like any other. */
const ownPagesOnly = (publicUrl: string): Handler =>
  async function ownPagesOnly(c, next) {
    const origin = c.req.header('origin');
    const own = [new URL(publicUrl).origin, ownOrigin(c, false), ownOrigin(c, true)];
    if (origin !== undefined && !own.includes(origin)) throw new Refusal('origin_not_allowed');
    await next();
  };

const plainJsonOnly: Handler = async function plainJsonOnly(c, next) {
  refuseOtherMedia(c.req.raw);
  await next();
};

const limited = (count: (c: Context<AddressEnv>) => Promise<void>): Handler =>
  async function limited(c, next) {
    await count(c);
    await next();
  };

function noStore(c: Context<AddressEnv>): Context<AddressEnv> {
  c.header('Cache-Control', 'no-store');
  return c;
}

/** A visitor's booking, found by their link. */
interface Found<T = unknown> {
  readonly clinic: ClinicFile;
  readonly lead: Lead;
  readonly body: T;
}

/** @throws {Refusal} `not_found`, or whatever is wrong with the body */
async function find<T extends Link>(
  c: Context<AddressEnv>,
  { clinics, store, manageToken }: ManageNeeds,
  schema: z.ZodMiniType<T>,
): Promise<Found<T>> {
  const body = parseBody(schema, await readJson(c.req.raw));
  const isHolder = isSame(body.token, manageToken(body.clinic, body.id));
  const clinic = clinics.get(body.clinic);
  const lead = isHolder && clinic !== undefined ? await store.lead(clinic.id, body.id) : undefined;
  if (clinic === undefined || lead === undefined) throw new Refusal('not_found');
  return { clinic, lead, body };
}

/** How long it takes says nothing about where the two differ, nor how long the right one is. */
const isSame = (given: string, right: string): boolean => timingSafeEqual(digest(given), digest(right));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const answer = (c: Context<AddressEnv>, { clock, publicUrl }: ManageNeeds, { lead, clinic }: Found): Response =>
  noStore(c).json<ManageView>(manageView(lead, clinic, clock(), publicUrl));

/** The talk has ended or begun, or is otherwise not what can be changed so. */
const over = (): Refusal => fieldRefusal('slot_not_offered', '/id', 'over');

interface Change {
  /** Nothing is left to do: it was done before, perhaps by the same request, whose answer got lost. */
  readonly isDone: (seen: Seen) => boolean;
  readonly may: (seen: Seen) => boolean;
  readonly make: () => Promise<boolean>;
}

/** Makes a change once, and gives the lead as it is then. */
async function change(needs: ManageNeeds, found: Found, { isDone, may, make }: Change): Promise<Found> {
  const seen = seenByVisitor(found.lead, found.clinic, needs.clock());
  if (isDone(seen)) return found;
  if (!may(seen)) throw over();
  await make();
  const after = await readAgain(needs, found);
  if (!isDone(seenByVisitor(after.lead, after.clinic, needs.clock()))) throw over();
  return after;
}

async function readAgain({ store }: ManageNeeds, { clinic, lead, body }: Found): Promise<Found> {
  const now = await store.lead(clinic.id, lead.id);
  if (now === undefined) throw new Refusal('not_found');
  return { clinic, lead: now, body };
}

const confirm = (needs: ManageNeeds, found: Found): Promise<Found> =>
  change(needs, found, {
    isDone: ({ state }) => state === 'confirmed',
    may: ({ may }) => may.confirm,
    make: () => needs.lifecycle.verify(found.clinic, found.lead),
  });

const cancel = (needs: ManageNeeds, found: Found<z.infer<typeof Cancel>>): Promise<Found> =>
  change(needs, found, {
    isDone: ({ endedBy }) => endedBy === 'visitor',
    may: ({ may }) => may.cancel,
    make: () => needs.lifecycle.cancelByVisitor(found.clinic, found.lead, found.body.reason || undefined),
  });

async function reschedule(needs: ManageNeeds, found: Found<z.infer<typeof Reschedule>>): Promise<Found> {
  const { clinic, lead, body } = found;
  const { may, time } = seenByVisitor(lead, clinic, needs.clock());
  if (!may.move) throw over();
  if (time?.start === readInstant(body.start)) return found;
  switch (await needs.lifecycle.move(clinic, lead, body.start)) {
    case 'moved':
      return readAgain(needs, found);
    case 'taken':
      throw new Refusal('slot_taken', { alternatives: await nearestTimes(needs, found, body.start) });
    case 'not_offered':
      throw fieldRefusal('slot_not_offered', '/start', 'not_offered');
    case 'gone':
      throw over();
  }
}
