/** One message of the outbox, made from what is true now and sent to whom it is for. */

import type { ClinicFile, Clinics } from '../clinics.ts';
import { DAY } from '../durations.ts';
import type { ManageToken } from '../keys.ts';
import { manageUrl } from '../manage-url.ts';
import type { Lead, Store } from '../store/store.ts';
import type { Mailer } from './mail.ts';
import { composeDigest, composeErased, composeMail } from './mail-compose.ts';
import type { Mail } from './mail-letter.ts';
import type { Delivery, Message } from './messages.ts';
import type { Webhooks } from './webhook.ts';
import { webhookPayload } from './webhook-payload.ts';

export interface DeliverNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  readonly publicUrl: string;
  readonly manageToken: ManageToken;
  /** Absent where no SMTP is configured: mail then waits. */
  readonly mailer?: Mailer;
  readonly webhooks: Webhooks;
}

/** What the message is about is gone, or no longer so: nobody needs to hear of it. */
const moot = (code: string): Delivery => ({ kind: 'dropped', code });

export type Deliver = (message: Message, signal: AbortSignal) => Promise<Delivery>;

export function createDeliver(needs: DeliverNeeds): Deliver {
  return async (message, signal) => {
    const clinic = needs.clinics.get(message.clinic);
    if (clinic === undefined) return moot('no_clinic');
    if (message.dropAt !== undefined && message.dropAt <= needs.clock().toISOString()) return moot('late');
    if (message.channel === 'visitor' || message.channel === 'clinic') return mail(needs, clinic, message);
    return webhook(needs, clinic, message, signal);
  };
}

async function mail(needs: DeliverNeeds, clinic: ClinicFile, message: Message): Promise<Delivery> {
  if (needs.mailer === undefined) return { kind: 'failed', code: 'no_smtp' };
  const composed = await compose(needs, clinic, message);
  return composed === undefined ? moot('moot') : needs.mailer.send(composed, message.id);
}

async function compose(needs: DeliverNeeds, clinic: ClinicFile, message: Message): Promise<Mail | undefined> {
  const { store, publicUrl, clock } = needs;
  const { event, channel, lead: id } = message;
  if (event === 'digest') return digest(needs, clinic, message);
  if (event === 'erased') {
    const remains = await store.remains(clinic.id, id);
    return remains && composeErased(clinic, remains, publicUrl);
  }
  const lead = await store.lead(clinic.id, id);
  if (lead === undefined) return undefined;
  const url = manageUrl(needs, clinic.id, id);
  const links = { publicUrl, manageUrl: url, verifyUrl: url };
  const receiver = channel === 'visitor' ? 'visitor' : 'clinic';
  return composeMail(event, receiver, { clinic, lead, ...links, locale: lead.locale, now: clock() });
}

async function digest({ store, clock, publicUrl }: DeliverNeeds, clinic: ClinicFile, message: Message): Promise<Mail> {
  const counts = await store.outbox(clinic.id, dayBefore(message), clock().toISOString());
  return composeDigest(clinic, counts, publicUrl);
}

const dayBefore = ({ createdAt }: Message): string => new Date(Date.parse(createdAt) - DAY).toISOString();

async function webhook(
  { store, webhooks, clock }: DeliverNeeds,
  clinic: ClinicFile,
  message: Message,
  signal: AbortSignal,
): Promise<Delivery> {
  const target = clinic.webhooks.find(({ id }) => message.channel === `webhook:${id}`);
  if (target === undefined) return moot('no_receiver');
  if (message.event === 'digest') return moot('moot');
  const lead = await toldLead(store, clinic.id, message.lead);
  if (lead === undefined) return moot('moot');
  const payload = webhookPayload(message.event, lead, { at: message.createdAt, full: target.full });
  return webhooks.deliver(target, { id: message.id, sentAt: clock(), payload }, signal);
}

/** The lead, or what is left of one whose person was forgotten. */
async function toldLead(store: Store, clinic: string, id: string): Promise<Lead | TimeOnly | undefined> {
  const lead = await store.lead(clinic, id);
  if (lead !== undefined) return lead;
  const remains = await store.remains(clinic, id);
  return remains && { clinic, id, state: 'cancelled', ...remains };
}

type TimeOnly = Pick<Lead, 'clinic' | 'id' | 'state' | 'time'>;
