/** Where a journey takes place: a tab on pages of the clinic, with the real server behind it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { answersOf, bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import type { startServer } from '../fixtures/server.ts';
import { Person } from './person.ts';
import type { Tab } from './tab.ts';

export interface Scene {
  readonly tab: Tab;
  readonly server: Awaited<ReturnType<typeof startServer>>;
  /** Address of the clinic's website of `modes.ts`, without a slash at its end. */
  readonly site: string;
}

/** A person at the first question. */
export async function arrive({ tab, server }: Scene): Promise<Person> {
  await tab.goTo(`${server.url}/c/riverside`);
  const I = new Person(tab);
  await I.seeQuestion('goal');
  return I;
}

/** When this person's talks are, as the clinic has them. */
export async function bookedBy({ server }: Scene, name: string): Promise<readonly (string | undefined)[]> {
  const leads = await server.store.leads({ clinics: ['riverside'], search: name, limit: 10 });
  return leads.map(({ time }) => time?.start);
}

/** Somebody else books this time. */
export async function takeElsewhere({ server }: Scene, start: string): Promise<void> {
  const body = bookingBody({ answers: answersOf('V56'), request: { kind: 'slot', start } });
  const answer = await fetch(server.url + consultationPath(randomUUID()), putting(body));
  assert.equal(answer.status, 201, await answer.text());
}
