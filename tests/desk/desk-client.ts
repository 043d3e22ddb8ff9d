/** A person at the desk: keeps the cookie and sends what a browser would. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashPassword } from '../../server/desk/password.ts';
import type { Mailer } from '../../server/notify/mail.ts';
import type { Mail } from '../../server/notify/mail-letter.ts';
import type { Delivery } from '../../server/notify/messages.ts';
import { DESK_ACCOUNT, makeServer, type ServerOptions, type TestServer } from '../fixtures/server.ts';

type App = TestServer['app'];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a form of the desk is sent with, from a page of the same origin. */
export const FROM_DESK = { origin: 'http://localhost' } as const;

export async function get(app: App, path: string, cookie = ''): Promise<Answer> {
  return read(await app.request(path, { headers: { cookie } }));
}

export async function post(
  app: App,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = FROM_DESK,
): Promise<Answer> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return read(
    await app.request(path, {
      method: 'POST',
      headers: { ...type, ...headers },
      body: String(new URLSearchParams(fields)),
    }),
  );
}

const read = async (answer: Response): Promise<Answer> => ({
  status: answer.status,
  headers: answer.headers,
  text: await answer.text(),
});

/** The cookie an answer sets, as a browser would send it back. */
export const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? '';

export const signIn = async (app: App): Promise<string> => cookieOf(await post(app, '/desk/sign-in', DESK_ACCOUNT));

export interface Desk extends TestServer {
  readonly cookie: string;
  open(path: string): Promise<Answer>;
  send(path: string): Promise<Answer>;
}

/** A server with somebody signed in at its desk. */
export async function openDesk(options: ServerOptions = {}): Promise<Desk> {
  const server = await makeServerWithAccount(options);
  const cookie = await signIn(server.app);
  return {
    ...server,
    cookie,
    open: path => get(server.app, path, cookie),
    send: path => post(server.app, path, {}, { ...FROM_DESK, cookie }),
  };
}

export async function makeServerWithAccount(options: ServerOptions = {}): Promise<TestServer> {
  const server = await makeServer(options);
  await server.store.setDeskPassword(DESK_ACCOUNT.email, await hashPassword(DESK_ACCOUNT.password));
  return server;
}

/** A mail server of which every try ends in the same way; it keeps what it was given. */
export function postOffice(delivery: Delivery = { kind: 'sent' }): Mailer & { readonly mails: Mail[] } {
  const mails: Mail[] = [];
  const send: Mailer['send'] = async mail => {
    mails.push(mail);
    return delivery;
  };
  return { mails, send, close() {} };
}

/** What was done to a lead, and by whom, in order. */
export function auditOf({ folder }: Pick<Desk, 'folder'>, lead: string): { user: string; action: string }[] {
  const database = new DatabaseSync(join(folder, 'unknot.db'), { readOnly: true });
  const found = database.prepare('select user, action from audit where lead = ? order by rowid').all(lead);
  database.close();
  return found.map(({ user, action }) => ({ user: String(user), action: String(action) }));
}

/** Does the page say this? Fails without printing the page. */
export const says = (page: string, pattern: RegExp, where = 'the page'): void =>
  assert.ok(pattern.test(page), `${where} does not say ${pattern}`);
export const saysNot = (page: string, pattern: RegExp, where = 'the page'): void =>
  assert.ok(!pattern.test(page), `${where} says ${pattern}`);

/** What a person reads of a page: tags gone, entities as characters, one space between words. */
export const readText = (page: string): string =>
  page
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
