import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk, readText, says, saysNot } from './desk-client.ts';
import { SAMPLES, send, sendSamples } from './sample-leads.ts';

const DAY = 86_400_000;

describe('the list of leads', () => {
  let desk: Desk;
  let now = new Date('2026-11-28T14:00:00Z');
  before(async () => {
    desk = await openDesk({ clock: () => now });
    await sendSamples(desk.app, SAMPLES, index => {
      now = new Date(Date.parse('2026-11-28T14:00:00Z') + index * 3_600_000);
    });
    now = new Date('2026-11-29T01:30:00Z');
  });
  after(() => desk.close());

  test('has the newest first', async () => {
    assert.deepEqual(namesIn((await desk.open('/desk')).text), SAMPLES.map(({ name }) => name).toReversed());
  });

  test('says who, when, what fits, how it stands and when it came in', async () => {
    const row = rowOf((await desk.open('/desk')).text, 'Gwen Tamura');
    assert.match(row, /^RM Gwen Tamura Mon, Nov 30, 12:00 PM Medical Booked 2:00 PM$/);
  });

  test('tells each clinic’s times by its own clock and in its own way', async () => {
    const row = rowOf((await desk.open('/desk')).text, 'Siobhán O’Rourke');
    says(row, /^HB Siobhán O’Rourke (Today|Tomorrow|\w{3},? \d+ \w{3}), \d\d:\d\d /);
  });

  test('shows the booked wall time as the store has it, near days by name', async () => {
    const page = (await desk.open('/desk')).text;
    const leads = await desk.store.leads({ clinics: ['riverside'], limit: 50 });
    for (const { contact, time } of leads) {
      if (time === undefined) continue;
      const [hour = 0, minute] = time.local.slice(11).split(':').map(Number);
      const clock = `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
      assert.ok(rowOf(page, contact.name).includes(clock), `${contact.name} ${time.local}`);
    }
  });

  test('marks what must be minded with the time', async () => {
    const page = (await desk.open('/desk')).text;
    says(rowOf(page, 'Beatriz Quental'), /Talk only until doctor's OK/);
    says(page, /title="Talk only. No hands-on work until the doctor&#39;s OK."/);
    says(rowOf(page, 'Theo Marchetti'), /Deferred/);
    says(rowOf(page, 'Paul Okonkwo'), /Paul Okonkwo Under 18 .* Deferred/);
    saysNot(rowOf(page, 'Gwen Tamura'), /Talk only|Deferred|Under 18/);
  });

  test('says when somebody wants to be called', async () => {
    const page = (await desk.open('/desk')).text;
    says(rowOf(page, 'Ingrid Solheim'), /Call back in the afternoon or evening Medical Call back/);
    says(rowOf(page, 'Marek Zieliński'), /Call back at any time/);
  });

  test('is searched by part of a name, letter case and accents aside', async () => {
    assert.deepEqual(namesIn((await desk.open('/desk?q=jose')).text), ['José Ferreira']);
    assert.deepEqual(namesIn((await desk.open('/desk?q=%20IN%20')).text).length, 4);
    const none = await desk.open('/desk?q=%3Cb%3E');
    assert.deepEqual(namesIn(none.text), []);
    says(readText(none.text), /Nobody by the name of “ ?<b> ?”/);
    assert.ok(!none.text.includes('<b>'));
  });

  test('is narrowed to a clinic, and stays so while searching and reading', async () => {
    const { text } = await desk.open('/desk?clinic=harbour');
    assert.deepEqual(namesIn(text), ['Marek Zieliński', 'Siobhán O’Rourke']);
    says(text, /<input type="hidden" name="clinic" value="harbour">/);
    const [first] = linksIn(text);
    assert.match(first ?? '', /^\/desk\/leads\/harbour\/[\w-]+\?clinic=harbour$/);
    assert.deepEqual(namesIn((await desk.open(first ?? '')).text), ['Marek Zieliński', 'Siobhán O’Rourke']);
  });

  test('keeps no answer of anybody in its text, and reading it is no view', async () => {
    const { text } = await desk.open('/desk');
    saysNot(readText(text), /lymph|pregnan|blood|mail\.example/i);
  });
});

describe('more leads than a page holds', () => {
  test('are reached by "Older" without one missing or twice', async () => {
    let now = new Date('2026-11-30T14:00:00Z');
    const desk = await openDesk({ clock: () => now });
    for (let i = 0; i < 105; i++) {
      // Pairs come in at the same instant: the id has to tell them apart.
      now = new Date(Date.parse('2026-11-30T14:00:00Z') + Math.floor(i / 2) * 1000);
      await send(desk.app, { vignette: 'V49', name: `Visitor ${i}`, callback: [], phone: '(212) 555-0120' });
    }
    const seen: string[] = [];
    const lengths: number[] = [];
    for (let path: string | undefined = '/desk'; path !== undefined; ) {
      const { text } = await desk.open(path);
      seen.push(...namesIn(text));
      lengths.push(namesIn(text).length);
      path = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(lengths, [50, 50, 5]);
    assert.equal(new Set(seen).size, 105);
    await desk.close();
  });

  test('a page before the first says so', async () => {
    const desk = await openDesk();
    const { status, text } = await desk.open('/desk?before=2020-01-01T00:00:00.000Z~x');
    assert.equal(status, 200);
    says(readText(text), /No older leads/);
    await desk.close();
  });
});

describe('no leads', () => {
  test('say where they will come from', async () => {
    const desk = await openDesk({ clock: () => new Date(Date.now() + DAY) });
    says(readText((await desk.open('/desk')).text), /No leads yet\. They appear here/);
    await desk.close();
  });
});

/** The rows of the page, each as a person reads it. */
const rowsIn = (page: string): string[] =>
  [...page.matchAll(/<tr role="row" class="row[\s\S]*?<\/tr>/g)].map(([row]) => readText(row).trim());

const rowOf = (page: string, name: string): string => rowsIn(page).find(row => row.includes(name)) ?? '';

const linksIn = (page: string): string[] =>
  [...page.matchAll(/<a class="open" href="([^"]+)"/g)].map(([, path]) => path?.replaceAll('&amp;', '&') ?? '');

const namesIn = (page: string): string[] =>
  [...page.matchAll(/<a class="open"[^>]*><bdi>([^<]*)/g)].map(([, name]) => readText(name ?? ''));
