/** Messages that did not get through: how many, which, and once more. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { Clinics } from '../clinics.ts';
import type { DeadMessage } from '../notify/messages.ts';
import type { Lead, Store } from '../store/store.ts';
import { deskPage, notFoundPage } from './layout.ts';
import { UNDELIVERED } from './paths.ts';
import type { DeskEnv } from './sessions.ts';
import { undeliveredPage } from './undelivered-page.ts';

interface UndeliveredNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  /** Whether mail goes out from this server. */
  readonly sendsMail: boolean;
}

const deadOf = ({ store, clinics }: Pick<UndeliveredNeeds, 'store' | 'clinics'>): Promise<readonly DeadMessage[]> =>
  store.deadMessages(clinics.all().map(({ id }) => id));

/** Every page says how many there are. */
export const countsUndelivered = (needs: Pick<UndeliveredNeeds, 'store' | 'clinics'>): MiddlewareHandler<DeskEnv> =>
  async function countsUndelivered(c, next) {
    c.set('undelivered', (await deadOf(needs)).length);
    await next();
  };

/** The page, to be mounted at `/undelivered`. */
export function createUndelivered(needs: UndeliveredNeeds): Hono<DeskEnv> {
  const { store, clinics, clock, sendsMail } = needs;
  const resend = ({ clinic, id }: Pick<DeadMessage, 'clinic' | 'id'>): Promise<boolean> =>
    store.resend(clinic, id, clock().toISOString());

  return new Hono<DeskEnv>()
    .get('/', async c => {
      const messages = await deadOf(needs);
      const leads = await leadsOf(store, messages);
      const notice = noticeFor(c.req.query('again'), messages, sendsMail);
      const body = undeliveredPage({ messages, leads, clinics, now: clock(), notice });
      return c.html(deskPage(c, clinics, { title: 'Undelivered', current: UNDELIVERED, body }));
    })
    .post('/', async c => {
      for (const message of await deadOf(needs)) await resend(message);
      return c.redirect(`${UNDELIVERED}?again=all`, 303);
    })
    .post('/:clinic/:id/dismiss', async c => {
      const { clinic, id } = c.req.param();
      const isGone = clinics.get(clinic) !== undefined && (await store.dismiss(clinic, id));
      return isGone ? c.redirect(UNDELIVERED, 303) : notFoundPage(c, clinics);
    })
    .post('/:clinic/:id', async c => {
      const { clinic, id } = c.req.param();
      const isResent = clinics.get(clinic) !== undefined && (await resend({ clinic, id }));
      return isResent ? c.redirect(`${UNDELIVERED}?again=${encodeURIComponent(id)}`, 303) : notFoundPage(c, clinics);
    });
}

/** The leads the messages are about, as far as they are still there, by `<clinic> <id>`. */
async function leadsOf(store: Store, messages: readonly DeadMessage[]): Promise<ReadonlyMap<string, Lead>> {
  const wanted = new Map(messages.map(({ clinic, lead }) => [`${clinic} ${lead}`, { clinic, lead }]));
  const found = new Map<string, Lead>();
  for (const [key, { clinic, lead: id }] of wanted) {
    const lead = await store.lead(clinic, id);
    if (lead !== undefined) found.set(key, lead);
  }
  return found;
}

/** Of what has failed again meanwhile nothing is said but that it is there. */
function noticeFor(
  again: string | undefined,
  messages: readonly DeadMessage[],
  sendsMail: boolean,
): string | undefined {
  const isAll = again === 'all';
  if (again === undefined || messages.some(({ id }) => isAll || id === again)) return undefined;
  const what = isAll ? 'Everything is' : 'It is';
  return sendsMail
    ? `${what} being sent again. What fails once more comes back here.`
    : `${what} being sent again. Mail waits until it is set up on this server (SMTP_URL).`;
}
