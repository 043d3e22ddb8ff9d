/** A walk past every screen of the visitor's own page, for checks and pictures of all of them. */
import { randomUUID } from 'node:crypto';
import type { Route } from 'playwright-core';
import { Receipt } from '#triage/consultation.ts';
import { manage } from '#words/en/manage.ts';
import type { Step } from '../../server/store/store.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { NOW, type TestServer } from '../fixtures/server.ts';
import type { LinkHolder } from './link-holder.ts';
import type { Stop } from './tour.ts';

const SLOTS = '**/v1/manage/slots';
const CANCEL = '**/v1/manage/cancel';
const VIEW = '**/v1/manage/view';

let guests = 0;

/** Books at Riverside, as somebody new. */
export async function bookFor(
  server: Pick<TestServer, 'app'>,
  start: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Receipt> {
  guests += 1;
  const contact = { name: `Guest ${guests}`, email: `guest.${guests}@mail.example`, relation: 'self' };
  const body = bookingBody({ request: { kind: 'slot', start }, contact, ...changes });
  const response = await server.app.request(consultationPath(randomUUID()), putting(body));
  if (response.status !== 201) throw new Error(`${start} was not booked: ${response.status}`);
  return Receipt.parse(await response.json());
}

/** Puts a booking into a state as the desk or the clock would. */
export async function bring(
  { store }: Pick<TestServer, 'store'>,
  { id }: Receipt,
  to: Step['to'],
  more: Partial<Step> = {},
): Promise<void> {
  const step: Step = { from: ['confirmed'], to, at: NOW.toISOString(), tells: [], ...more };
  if (!(await store.step('riverside', id, step))) throw new Error(`${id} did not become ${to}`);
}

const SOON = new Date(NOW.getTime() + 1_500_000).toISOString();

export async function walkManage(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  await moves(I, server, stop);
  await cancels(I, server, stop);
  await waits(I, server, stop);
  await isOver(I, server, stop);
  await isGone(I, server, stop);
}

/** Another time: looked for in vain, found, lost to somebody else, found again. */
async function moves(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  const contact = { name: 'Robin Vale', email: 'robin@mail.example', phone: '(212) 555-0142', relation: 'self' };
  await I.open((await bookFor(server, '2026-12-01T15:00:00Z', { contact })).manageUrl);
  await I.stands('confirmed');
  await stop('confirmed');
  const held = Promise.withResolvers<Route>();
  await I.page.route(SLOTS, route => held.resolve(route));
  await I.wantsAnotherTime();
  const lookUp = await held.promise;
  await stop('choosing-loading');
  await lookUp.abort();
  await I.sees(manage.choosing.failed);
  await stop('choosing-failed');
  await I.page.unroute(SLOTS);
  await I.page.route(SLOTS, route => route.fulfill({ json: { timeZone: 'America/New_York', days: [] } }));
  await I.button(manage.retry).click();
  await I.sees(manage.choosing.none);
  await stop('choosing-none');
  await I.page.unroute(SLOTS);
  await I.button(manage.choosing.keep).click();
  await I.wantsAnotherTime();
  await I.times.first().waitFor();
  await stop('choosing');
  const lost = await I.picks(I.times.first());
  await stop('moving');
  await bookFor(server, lost);
  await I.isSureToMove();
  await I.sees(manage.notices.taken);
  await I.times.nth(4).waitFor();
  await stop('choosing-taken');
  await I.picks(I.times.last());
  await I.isSureToMove();
  await I.sees(manage.notices.moved);
  await stop('moved');
}

async function cancels(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  await I.open((await bookFor(server, '2026-12-02T15:00:00Z')).manageUrl);
  await I.wantsToCancel();
  await stop('cancelling');
  const held = Promise.withResolvers<Route>();
  await I.page.route(CANCEL, route => held.resolve(route), { times: 1 });
  await I.isSureToCancel();
  const request = await held.promise;
  await I.sees(manage.working);
  await stop('cancelling-busy');
  await request.abort();
  await I.sees(manage.notices.unreached);
  await stop('cancelling-unreached');
  await I.isSureToCancel();
  await I.stands('cancelledByVisitor');
  await stop('cancelled');
}

/** What does not stand yet. */
async function waits(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  const unverified = await bookFor(server, '2026-12-02T15:30:00Z');
  await bring(server, unverified, 'unverified', { expiresAt: SOON });
  await I.open(unverified.manageUrl);
  await I.stands('unverified');
  await stop('unverified');
  await I.button(manage.actions.confirm).click();
  await I.sees(manage.notices.confirmed);
  await stop('confirmed-now');
  const requested = await bookFor(server, '2026-12-02T16:00:00Z');
  await bring(server, requested, 'requested', { expiresAt: SOON });
  await I.open(requested.manageUrl);
  await I.stands('requested');
  await stop('requested');
  const call = await bookFor(server, '', {
    request: { kind: 'callback', preferred: ['morning', 'evening'] },
    contact: { name: 'Wilhelmina Vale', phone: '(212) 555-0120', relation: 'self' },
  });
  await I.open(call.manageUrl);
  await I.stands('callback');
  await stop('callback');
  await I.wantsToCancel();
  await stop('cancelling-call');
  await I.isSureToCancel();
  await I.stands('callCancelled');
  await stop('call-cancelled');
}

async function isOver(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  const ends = [
    ['2026-12-03T15:00:00Z', 'cancelledByClinic', 'cancelled', { endedBy: 'clinic' }],
    ['2026-12-03T15:30:00Z', 'declined', 'cancelled', { endedBy: 'declined' }],
    ['2026-12-03T16:00:00Z', 'expired', 'requested', { expiresAt: NOW.toISOString() }],
    ['2026-12-03T16:30:00Z', 'past', 'no_show', {}],
  ] as const;
  for (const [start, how, to, more] of ends) {
    const receipt = await bookFor(server, start);
    await bring(server, receipt, to, more);
    await I.open(receipt.manageUrl);
    await I.stands(how);
    await stop(how);
  }
}

async function isGone(I: LinkHolder, server: TestServer, stop: Stop): Promise<void> {
  const { manageUrl } = await bookFor(server, '2026-12-04T15:00:00Z');
  const held = Promise.withResolvers<Route>();
  await I.page.route(VIEW, route => held.resolve(route), { times: 1 });
  await I.open(manageUrl);
  const view = await held.promise;
  await stop('loading');
  await view.abort();
  await I.heading(manage.unopened.title).waitFor();
  await stop('unopened');
  await I.button(manage.retry).click();
  await I.wantsToBeForgotten();
  await stop('erasing');
  await I.isSureToBeForgotten();
  await I.heading(manage.erased.title).waitFor();
  await stop('erased');
  await I.open(manageUrl);
  await I.heading(manage.missing.title).waitFor();
  await stop('missing');
}
