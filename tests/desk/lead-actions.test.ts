import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { auditOf, type Desk, openDesk, postOffice, readText, says, saysNot } from './desk-client.ts';
import { offered, type Sample, send } from './sample-leads.ts';

const mailer = postOffice();
let desk: Desk;
/** The same clinics, but Riverside answers each request, and no mail goes out. */
let asked: Desk;
before(async () => {
  desk = await openDesk({ mailer });
  asked = await openDesk({ clinics: { riverside: { booking: 'approve' } } });
});
after(() => Promise.all([desk.close(), asked.close()]));

const SAMPLE: Sample = { vignette: 'V62', name: 'José Ferreira' };
const busy = async (at = desk) =>
  (await at.store.busy('riverside', '2026-11-30T00:00:00Z', '2027-01-15T00:00:00Z')).length;

describe('marking a lead as contacted', () => {
  test('is kept beside its state, and said', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/contacted`);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), `${path}?done=contacted`);
    const page = await desk.open(`${path}?done=contacted`);
    says(readText(page.text), /Marked as contacted\./);
    says(readText(page.text), /Free talk Booked Contacted/);
    saysNot(page.text, /Mark contacted/);
  });

  test('keeps the part of the list one came from', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/contacted?q=jos%C3%A9&clinic=riverside`);
    assert.equal(answer.headers.get('location'), `${path}?done=contacted&q=jos%C3%A9&clinic=riverside`);
  });
});

describe('cancelling', () => {
  test('asks first, without script', async () => {
    const { text } = await desk.open(await lead());
    const question = text.split('<details').find(part => part.includes('/cancel"')) ?? '';
    says(
      readText(question),
      /Cancel .*Their time is free for others at once.* They are told by mail\. Cancel this talk/,
    );
  });

  test('frees the time at once and tells them', async () => {
    const [free = ''] = await offered(desk.app, 'riverside');
    const held = await busy();
    const path = await lead();
    assert.equal(await busy(), held + 1);
    const answer = await desk.send(`${path}/cancel`);
    assert.equal(await busy(), held);
    assert.ok((await offered(desk.app, 'riverside')).includes(free));
    const page = readText((await desk.open(answer.headers.get('location') ?? '')).text);
    says(page, /Cancelled\. The time is free again\. They are told by mail\./);
    says(page, /Free talk Clinic cancelled .* It was cancelled at the desk\./);
    saysNot(page, /Cancel this talk|No show/);
    await desk.work();
    assert.deepEqual(mailer.mails.at(-1)?.subject, 'Your talk is cancelled');
  });

  test('a callback closes it, and says whom to call', async () => {
    const path = await lead({ ...SAMPLE, callback: [], phone: '(212) 555-0120', email: '' });
    says(
      readText((await desk.open(path)).text),
      /This closes the request .* They left no e-mail address: please call them\. Cancel this request/,
    );
    await desk.send(`${path}/cancel`);
    const page = readText((await desk.open(`${path}?done=cancel`)).text);
    says(page, /Cancelled\. They left no e-mail address: please call them\. Call back Clinic cancelled/);
  });

  test('twice changes nothing more, and says so', async () => {
    const path = await lead();
    await desk.send(`${path}/cancel`);
    for (const action of ['cancel', 'no-show']) {
      const again = await desk.send(`${path}/${action}`);
      assert.equal(again.headers.get('location'), `${path}?missed=${action}`);
      const page = readText((await desk.open(again.headers.get('location') ?? '')).text);
      says(page, /Nothing was changed: it was over before\. Free talk Clinic cancelled/);
    }
  });
});

describe('a no-show', () => {
  test('is marked and said', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/no-show`);
    const page = readText((await desk.open(answer.headers.get('location') ?? '')).text);
    says(page, /Marked as no show\./);
    says(page, /Free talk No show/);
  });
});

describe('a request', () => {
  test('says until when it waits, and what its answer brings', async () => {
    const { text } = await asked.open(await lead({ ...SAMPLE, nth: 40 }, asked));
    const page = readText(text);
    says(page, /Free talk Waiting for your answer .* Waiting for your answer, until tomorrow, 9:00 AM\./);
    says(page, /Mail is not set up on this server: please write to them\./);
    says(text, /<button class="primary">[\s\S]*?Approve<\/button>/);
    says(page, /Approve .*Decline .*Decline this request .*Mark contacted/);
    saysNot(page, /Cancel this|No show|They are told/);
    says(readText((await asked.open('/desk')).text), /Answer by tomorrow, 9:00 AM/);
  });

  test('that is approved is a booked talk', async () => {
    const path = await lead(SAMPLE, asked);
    const answer = await asked.send(`${path}/approve`);
    assert.equal(answer.headers.get('location'), `${path}?done=approve`);
    const page = readText((await asked.open(`${path}?done=approve`)).text);
    says(page, /The talk is booked\. Mail is not set up on this server: please write to them\. Free talk Booked/);
    saysNot(page, /Approve|Decline/);
    assert.deepEqual(actionsOf(asked, path), ['approved', 'view']);
  });

  test('that two approve at once is approved once, and the second is told so', async () => {
    const path = await lead(SAMPLE, asked);
    const answers = await Promise.all([asked.send(`${path}/approve`), asked.send(`${path}/approve`)]);
    const places = answers.map(({ headers }) => headers.get('location')).toSorted();
    assert.deepEqual(places, [`${path}?done=approve`, `${path}?missed=approve`]);
    assert.deepEqual(actionsOf(asked, path), ['approved']);
    assert.equal((await visitorMails(asked, path)).filter(event => event === 'approved').length, 1);
    const page = readText((await asked.open(`${path}?missed=approve`)).text);
    says(page, /Nothing was changed: it no longer waits for an answer\. Free talk Booked/);
  });

  test('that is declined frees its time, and can no longer be approved', async () => {
    const held = await busy(asked);
    const path = await lead(SAMPLE, asked);
    assert.equal(await busy(asked), held + 1);
    await asked.send(`${path}/decline`);
    assert.equal(await busy(asked), held);
    says(
      readText((await asked.open(`${path}?done=decline`)).text),
      /Declined\. The time is free again\. .* Free talk Declined .* It was declined at the desk\./,
    );
    const late = await asked.send(`${path}/approve`);
    assert.equal(late.headers.get('location'), `${path}?missed=approve`);
    assert.equal(await busy(asked), held);
    assert.deepEqual((await visitorMails(asked, path)).toSorted(), ['declined', 'requested']);
  });
});

describe('blocking a contact', () => {
  test('quiets what comes from them, is shown, and can be undone', async () => {
    const person = { ...SAMPLE, email: 'unwanted@mail.example' };
    const path = await lead(person);
    says(
      readText((await desk.open(path)).text),
      /Block this contact Whoever asks again .* usual friendly answer.* holds no time/,
    );
    const answer = await desk.send(`${path}/block`);
    const page = readText((await desk.open(answer.headers.get('location') ?? '')).text);
    says(page, /Contact blocked .* This contact is blocked\. Free talk Booked .* Unblock this contact/);

    const held = await busy();
    const quiet = await lead({ ...person, nth: 7 });
    assert.equal(await busy(), held);
    const text = readText((await desk.open(quiet)).text);
    says(text, /Free talk Blocked \w+day, .* Their contact was blocked when this came in\. It holds no time/);
    says(readText((await desk.open('/desk?q=jos')).text), /José Ferreira \w+, .* Medical Blocked/);

    const undone = await desk.send(`${path}/unblock`);
    says(readText((await desk.open(undone.headers.get('location') ?? '')).text), /This contact is not blocked\./);
    await lead({ ...person, nth: 7 });
    assert.equal(await busy(), held + 1);
  });

  test('twice changes nothing more, and says so', async () => {
    const path = await lead({ ...SAMPLE, email: 'twice@mail.example' });
    await desk.send(`${path}/block`);
    const again = await desk.send(`${path}/block`);
    says(
      readText((await desk.open(again.headers.get('location') ?? '')).text),
      /Nothing was changed: this contact was blocked before/,
    );
    await desk.send(`${path}/unblock`);
    const late = await desk.send(`${path}/unblock`);
    says(readText((await desk.open(late.headers.get('location') ?? '')).text), /this contact was not blocked/);
  });
});

describe('deleting everything about a person', () => {
  test('asks first, frees the time, and leads to the list', async () => {
    const held = await busy();
    const path = await lead({ ...SAMPLE, name: 'Gwen Tamura' });
    const { text } = await desk.open(path);
    says(
      readText(text),
      /Delete everything about this person Name, contact, answers and notes are deleted .* They are not told, so tell them first/,
    );
    const answer = await desk.send(`${path}/erase?q=jos`);
    const place = answer.headers.get('location') ?? '';
    assert.equal(place, `/desk?erased=${path.split('/').slice(3).join('%7E')}&q=jos`);
    const page = readText((await desk.open(place)).text);
    says(page, /Everything about this person is deleted\./);
    saysNot(readText((await desk.open('/desk')).text), /Gwen/);
    assert.equal((await desk.open(path)).status, 404);
    assert.equal(await busy(), held);
    await desk.work();
    assert.ok(mailer.mails.every(({ to }) => !to.startsWith('gwen')));
  });

  test('is said of people who are forgotten only', async () => {
    const [, , , clinic, id] = (await lead()).split('/');
    for (const erased of [`${clinic}~${id}`, `harbour~${id}`, `elsewhere~${id}`, '~', 'x', `${clinic}~${id}~`]) {
      saysNot((await desk.open(`/desk?erased=${encodeURIComponent(erased)}`)).text, /role="status"/, erased);
    }
  });
});

describe('how a lead ended', () => {
  const ended = async (how: (path: string) => Promise<unknown>): Promise<string> => {
    const path = await lead();
    await how(path);
    return (await desk.open(path)).text;
  };
  const found = async (path: string) => {
    const lead = await desk.store.lead('riverside', path.split('/').at(-1) ?? '');
    assert.ok(lead);
    return lead;
  };
  const clinic = () => desk.clinic('riverside');

  test('by the visitor, with their reason as they wrote it', async () => {
    const reason = 'My back is <b>better</b>.\nThank you!';
    const text = await ended(async path => desk.lifecycle.cancelByVisitor(clinic(), await found(path), reason));
    says(
      readText(text),
      /Free talk Visitor cancelled .* They cancelled it themselves\. Why, in their own words: My back/,
    );
    saysNot(text, /<b>better/);
    const silent = await ended(async path => desk.lifecycle.cancelByVisitor(clinic(), await found(path)));
    says(readText(silent), /They cancelled it themselves\. How/);
  });

  test('by itself', async () => {
    const text = await ended(async path => desk.lifecycle.expire(clinic(), await found(path)));
    says(readText(text), /Free talk Expired .* It ended by itself\. It was not answered or confirmed in time/);
  });
});

describe('a talk that waits for a link in a mail', () => {
  test('says so, and until when', async () => {
    const verify = { clinics: { riverside: { booking: 'verify' } } };
    const [withMail, without] = [await openDesk({ ...verify, mailer }), await openDesk(verify)];
    says(
      readText((await withMail.open(await lead(SAMPLE, withMail))).text),
      /Not confirmed by mail yet\. Their time is held until today, 9:30 AM\. If they do not follow/,
    );
    says(
      readText((await without.open(await lead(SAMPLE, without))).text),
      /Not confirmed by mail yet\. Mail is not set up on this server, so the link .* has not reached them/,
    );
    await Promise.all([withMail.close(), without.close()]);
  });
});

describe('a notice', () => {
  test('is shown for what is true only', async () => {
    const path = await lead();
    for (const word of ['cancel', 'no-show', 'contacted', 'decline', 'block', 'constructor', '<b>']) {
      const { text } = await desk.open(`${path}?done=${encodeURIComponent(word)}`);
      saysNot(text, /role="status"/, word);
    }
    for (const word of ['cancel', 'no-show', 'contacted', 'block', 'constructor']) {
      saysNot((await desk.open(`${path}?missed=${word}`)).text, /role="status"/, word);
    }
  });
});

/** @returns the path of a new lead's page */
async function lead(sample: Sample = SAMPLE, at = desk): Promise<string> {
  return `/desk/leads/riverside/${await send(at.app, sample)}`;
}

const actionsOf = (at: Desk, path: string): string[] =>
  auditOf(at, path.split('/').at(-1) ?? '').map(({ action }) => action);

/** What the visitor is to be told by mail. */
async function visitorMails({ store }: Desk, path: string): Promise<string[]> {
  const limits = { limit: 500, perReceiver: 500, busy: [], sendsMail: true };
  const messages = await store.claimMessages('2026-11-30T15:00:00Z', '2026-11-30T14:00:00Z', limits);
  return messages
    .filter(({ channel, lead: id }) => channel === 'visitor' && path.endsWith(id))
    .map(({ event }) => event);
}
