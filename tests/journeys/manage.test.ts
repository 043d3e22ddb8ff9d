/** From the link in the mail: see, confirm, move, cancel, take along, be forgotten; and the desk and the widget know. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Receipt } from '#triage/consultation.ts';
import { manage } from '#words/en/manage.ts';
import { answersOf } from '../fixtures/booking.ts';
import { axeFindings, rulerFindings } from './audit.ts';
import { LinkHolder } from './link-holder.ts';
import { bookFor, bring, walkManage } from './manage-tour.ts';
import { setStage } from './stage.ts';
import type { Stop } from './tour.ts';
import type { Visitor } from './visitor.ts';

const stage = setStage();
const { notices, actions } = manage;

/** Sends what is ready to be sent. @returns the link that the mail will hold */
async function sendAndGetLink(I: Visitor): Promise<string> {
  const answer = I.page.waitForResponse(response => response.request().method() === 'PUT');
  await I.send();
  const { manageUrl } = Receipt.parse(await (await answer).json());
  await I.seeBooked();
  return manageUrl;
}

const freeStarts = (I: Visitor): Promise<(string | null)[]> =>
  I.times.evaluateAll(times => times.map(time => time.getAttribute('data-start')));

const holder = async (page: Page, url: string): Promise<LinkHolder> => {
  const mine = new LinkHolder(page);
  await mine.open(url);
  return mine;
};

describe('the whole way', () => {
  test('booked, seen, moved, cancelled: desk and widget follow each step', async t => {
    const I = await stage.visitor(t);
    await I.answerAll(answersOf('V49'));
    const picked = await I.prepare({ name: 'Mara Lind', email: 'mara@mail.example' });
    const link = await sendAndGetLink(I);

    const mine = new LinkHolder(await stage.page(t));
    await mine.open(link);
    await mine.stands('confirmed');
    assert.equal(await mine.timeShown(), picked.said);

    await mine.wantsAnotherTime();
    const moved = await mine.picks(mine.times.nth(3));
    assert.notEqual(moved, picked.start);
    await mine.isSureToMove();
    await mine.sees(notices.moved);
    const desk = await stage.desk(t);
    await desk.open('Mara Lind');
    assert.equal(await desk.bookedStart(), moved);

    const calendar = await mine.addToCalendar().getAttribute('href');
    const entry = await (await stage.server.app.request(calendar ?? '')).text();
    assert.ok(entry.includes(`DTSTART:${moved.replace(/[-:]/g, '')}`), entry);

    await mine.wantsToCancel();
    await mine.panel.getByRole('textbox').fill('My car broke down');
    await mine.isSureToCancel();
    await mine.stands('cancelledByVisitor');
    await desk.open('Mara Lind');
    await desk.reads('Visitor cancelled', 'My car broke down');

    const other = await stage.visitor(t);
    await other.answerAll(answersOf('V49'));
    await other.book();
    await other.times.first().waitFor();
    const free = await freeStarts(other);
    assert.ok(free.includes(picked.start) && free.includes(moved));
  });

  test('deleted: the desk lists nobody, and the link finds nothing', async t => {
    const contact = { name: 'Nils Arvid', email: 'nils@mail.example', relation: 'self' };
    const { manageUrl } = await bookFor(stage.server, '2026-12-15T15:00:00Z', { contact });
    const desk = await stage.desk(t);
    await desk.open('Nils Arvid');
    const mine = await holder(await stage.page(t), manageUrl);
    await mine.wantsToBeForgotten();
    await mine.sees(manage.erasing.cancelsToo);
    await mine.isSureToBeForgotten();
    await mine.heading(manage.erased.title).waitFor();
    await desk.page.goto('/desk');
    await desk.list.waitFor();
    assert.equal(await desk.rows('Nils Arvid').count(), 0);
    await mine.page.reload();
    await mine.heading(manage.missing.title).waitFor();
  });

  test('the download holds what was given', async t => {
    const contact = { name: 'Oda Finn', email: 'oda@mail.example', phone: '(212) 555-0188', relation: 'self' };
    const given = { contact, answers: answersOf('V62'), note: 'by the side door, please' };
    const { manageUrl } = await bookFor(stage.server, '2026-12-15T15:30:00Z', given);
    const mine = await holder(await stage.page(t), manageUrl);
    const download = mine.page.waitForEvent('download');
    await mine.button(manage.data.download).click();
    await mine.sees(notices.downloaded);
    const file = await download;
    assert.equal(file.suggestedFilename(), 'my-data.json');
    const held = JSON.parse(await readFile(await file.path(), 'utf8'));
    assert.deepEqual(held.contact, { ...contact, phone: '+12125550188' });
    assert.deepEqual(held.answers, given.answers);
    assert.equal(held.note, given.note);
    assert.equal(held.result.outcome, 'MEDICAL');
  });
});

describe('a link changes nothing by itself', () => {
  test('a talk is confirmed by a press, not by opening the mail’s link', async t => {
    const receipt = await bookFor(stage.server, '2026-12-07T15:00:00Z');
    await bring(stage.server, receipt, 'unverified', { expiresAt: '2026-11-30T14:25:00.000Z' });
    const mine = await holder(await stage.page(t), receipt.manageUrl);
    await mine.stands('unverified');
    await mine.sees(manage.confirmBy('Monday, November 30, 9:25 AM'));
    const state = async () => (await stage.server.store.lead('riverside', receipt.id))?.state;
    assert.equal(await state(), 'unverified');
    await mine.button(actions.confirm).click();
    await mine.sees(notices.confirmed);
    assert.equal(await state(), 'confirmed');
    await mine.page.reload();
    await mine.stands('confirmed');
  });

  test('a double press asks and does not cancel', async t => {
    const receipt = await bookFor(stage.server, '2026-12-07T15:30:00Z');
    const mine = await holder(await stage.page(t), receipt.manageUrl);
    const sent: string[] = [];
    mine.page.on('request', request => sent.push(request.url()));
    await mine.wantsToCancel();
    // The second press of two comes down on whatever has come to stand there.
    const sure = mine.button(manage.cancelling.sure);
    await sure.dispatchEvent('click', { detail: 2 });
    await mine.button(manage.cancelling.keep).click();
    await mine.stands('confirmed');
    assert.deepEqual(sent, []);
  });

  test('the token is in no address that is asked for, and nobody else is asked', async t => {
    const { manageUrl } = await bookFor(stage.server, '2026-12-08T15:00:00Z');
    const [, id = '', token = ''] = manageUrl.split('.').slice(-3);
    const page = await stage.page(t);
    const asked: { readonly url: string; readonly referer: string }[] = [];
    page.on('request', request => asked.push({ url: request.url(), referer: request.headers()['referer'] ?? '' }));
    const mine = await holder(page, manageUrl);
    await mine.wantsAnotherTime();
    await mine.times.first().waitFor();
    assert.ok(asked.length >= 4);
    for (const { url, referer } of asked) {
      const { origin, hash, href } = new URL(url);
      assert.equal(origin, stage.server.url);
      assert.ok(!href.replace(hash, '').includes(token) && !href.replace(hash, '').includes(id), url);
      assert.equal(referer, '');
    }
    assert.deepEqual(await page.context().cookies(), []);
  });
});

describe('links that lead nowhere', () => {
  test('forged, cut short or without anything', async t => {
    const { manageUrl } = await bookFor(stage.server, '2026-12-08T15:30:00Z');
    const mine = new LinkHolder(await stage.page(t));
    for (const url of [manageUrl.replace(/.{4}$/, 'AAAA'), manageUrl.slice(0, -50), manageUrl.replace(/#.*/, '')]) {
      await mine.open(url);
      await mine.heading(manage.missing.title).waitFor();
      assert.equal(await mine.button(actions.cancel).count(), 0);
    }
  });

  test('another link in the same tab is another booking', async t => {
    const one = await bookFor(stage.server, '2026-12-09T15:00:00Z');
    const other = await bookFor(stage.server, '2026-12-09T15:30:00Z');
    const mine = await holder(await stage.page(t), one.manageUrl);
    await mine.sees('Wednesday, December 9, 10:00 AM');
    await mine.page.goto(other.manageUrl);
    await mine.sees('Wednesday, December 9, 10:30 AM');
  });

  test('without scripts it says whom to call', async t => {
    const page = await stage.page(t, { javaScriptEnabled: false });
    await page.goto('/m#riverside.x.y');
    await page.getByText('call the number in our mail').waitFor();
  });
});

describe('when it does not go smoothly', () => {
  test('an answer that got lost: the second try moves nothing twice', async t => {
    const receipt = await bookFor(stage.server, '2026-12-10T15:00:00Z');
    const mine = await holder(await stage.page(t), receipt.manageUrl);
    await mine.wantsAnotherTime();
    const start = await mine.picks(mine.times.last());
    await mine.page.route('**/v1/manage/reschedule', async route => route.fetch().then(() => route.abort()), {
      times: 1,
    });
    await mine.isSureToMove();
    await mine.sees(notices.unreached);
    await mine.isSureToMove();
    await mine.sees(notices.moved);
    const lead = await stage.server.store.lead('riverside', receipt.id);
    assert.deepEqual([lead?.time?.start, lead?.sequence], [start, 1]);
  });

  test('the clinic was faster: what is true now is shown', async t => {
    const receipt = await bookFor(stage.server, '2026-12-10T15:30:00Z');
    const mine = await holder(await stage.page(t), receipt.manageUrl);
    await mine.wantsToCancel();
    await bring(stage.server, receipt, 'cancelled', { endedBy: 'clinic' });
    await mine.isSureToCancel();
    await mine.stands('cancelledByClinic');
    await mine.sees(notices.over);
  });

  test('too many tries: wait', async t => {
    const { manageUrl } = await bookFor(stage.server, '2026-12-11T15:00:00Z');
    const mine = await holder(await stage.page(t), manageUrl);
    await mine.wantsToCancel();
    await mine.page.route('**/v1/manage/cancel', route => route.fulfill({ status: 429, json: {} }), { times: 1 });
    await mine.isSureToCancel();
    await mine.sees(notices.busy);
  });
});

describe('for everybody', () => {
  test('by keyboard alone, and the focus follows what is shown', async t => {
    const receipt = await bookFor(stage.server, '2026-12-14T15:00:00Z');
    const mine = await holder(await stage.page(t), receipt.manageUrl);
    const { keyboard } = mine.page;
    const focused = () =>
      mine.panel.evaluate(panel => {
        const root = panel.getRootNode();
        return root instanceof ShadowRoot ? (root.activeElement?.textContent ?? '').trim() : '';
      });
    const tabTo = async (text: string): Promise<void> => {
      for (let i = 0; i < 60 && (await focused()) !== text; i++) await keyboard.press('Tab');
      assert.equal(await focused(), text);
    };
    await mine.stands('confirmed');
    await tabTo(actions.cancel);
    await keyboard.press('Enter');
    await mine.heading(manage.cancelling.title).waitFor();
    assert.equal(await focused(), manage.cancelling.title);
    await tabTo(manage.cancelling.keep);
    await keyboard.press('Space');
    await mine.stands('confirmed');
    assert.equal(await focused(), manage.stands.confirmed.title);
    await tabTo(actions.move);
    await keyboard.press('Enter');
    await mine.times.first().waitFor();
    assert.equal(await focused(), manage.choosing.title);
    await tabTo('1:30 PM');
    await keyboard.press('Enter');
    assert.equal(await focused(), manage.moving.title);
    await tabTo(manage.moving.sure);
    await keyboard.press('Enter');
    await mine.sees(notices.moved);
    assert.equal(await focused(), manage.stands.confirmed.title);
  });

  test('elsewhere: the clinic’s time first, one’s own beside it', async t => {
    const receipt = await bookFor(stage.server, '2026-12-14T16:00:00Z');
    const mine = await holder(await stage.page(t, { timezoneId: 'Asia/Tokyo' }), receipt.manageUrl);
    assert.equal(await mine.timeShown(), 'Monday, December 14, 11:00 AM');
    await mine.sees(manage.slots.zone('Eastern Time'));
    await mine.sees(manage.slots.yourTime('Tuesday, December 15, 1:00 AM'));
  });

  const NARROW = [
    { width: 320, height: 568 },
    { width: 640, height: 400 },
  ];
  const PHONE = { width: 390, height: 844 };

  /** Every screen: axe in light and dark, and a ruler where there is little room and where text is large. */
  const auditing = (page: Page, found: string[]): Stop =>
    async function auditAt(name) {
      const note = (how: string, findings: readonly string[]) =>
        found.push(...findings.map(finding => `${name}, ${how}: ${finding}`));
      for (const viewport of NARROW) {
        await page.setViewportSize(viewport);
        note(`${viewport.width} wide`, await rulerFindings(page));
      }
      await page.setViewportSize(PHONE);
      await page.evaluate(() => document.documentElement.style.setProperty('--unknot-font-size', '32px'));
      note('text twice as large', await rulerFindings(page));
      await page.evaluate(() => document.documentElement.removeAttribute('style'));
      note('light', await axeFindings(page));
      await page.emulateMedia({ colorScheme: 'dark' });
      note('dark', await axeFindings(page, ['color-contrast', 'link-in-text-block']));
      await page.emulateMedia({ colorScheme: 'light' });
    };

  test('axe and a ruler find nothing on any screen', async t => {
    const page = await stage.page(t);
    const found: string[] = [];
    await walkManage(new LinkHolder(page), stage.server, auditing(page, found));
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  });
});
