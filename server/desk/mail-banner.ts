/** What must be known of mail before the list is read: some of it was given up, or none of it goes out. */
import { html } from 'hono/html';
import type { Clinics } from '../clinics.ts';
import type { Store } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { UNDELIVERED } from './paths.ts';

interface BannerNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  readonly sendsMail: boolean;
}

/** How many messages are dead, and how many wait for mail to be set up. */
export interface MailTrouble {
  readonly dead: number;
  readonly unsent: number;
}

export async function readMailTrouble(needs: BannerNeeds, dead: number): Promise<MailTrouble> {
  if (needs.sendsMail) return { dead, unsent: 0 };
  const now = needs.clock().toISOString();
  const counts = await Promise.all(needs.clinics.all().map(({ id }) => needs.store.outbox(id, now, now)));
  return { dead, unsent: counts.reduce((sum, { waiting }) => sum + waiting, 0) };
}

export const mailBanner = ({ dead, unsent }: MailTrouble): Html =>
  html`${
    unsent > 0 &&
    html`<p class="banner">${ICONS.unsent}<span>Mail is not set up on this server (SMTP_URL): ${unsent === 1 ? '1 message waits' : `${unsent} messages wait`}. Please call people instead.</span></p>`
  }${
    dead > 0 &&
    html`<p class="banner">${ICONS.warn}<span>${dead === 1 ? '1 message' : `${dead} messages`} did not get through. <a href="${UNDELIVERED}">See what and to whom</a></span></p>`
  }`;
