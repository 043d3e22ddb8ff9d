/** Clinic files: what is wrong is said with file, path and reason; a later mistake leaves the last good file in use. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Clinic } from '#triage/consultation.ts';
import harbour from '../../demo/clinics/harbour.json' with { type: 'json' };
import riverside from '../../demo/clinics/riverside.json' with { type: 'json' };
import { openClinicFolder } from '../../server/clinic-folder.ts';
import { clinicView } from '../../server/clinic-view.ts';
import { ClinicFileError, parseClinic } from '../../server/clinics.ts';

const folder = mkdtempSync(join(tmpdir(), 'unknot-clinics-'));
after(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: unknown): void =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

const [ana] = riverside.therapists;

/** What is changed in Riverside's file, and what is said about it. */
const mistakes: readonly (readonly [changes: object, said: RegExp])[] = [
  [{ name: '' }, /name: Too small/],
  [{ nickname: 'x' }, /Unrecognized key: "nickname"/],
  [{ timeZone: 'New York' }, /timeZone: must be a time zone/],
  [{ timeZone: 'EST' }, /timeZone: must be a time zone/],
  [{ region: 'EU' }, /country: a clinic of the region EU must name its country/],
  [{ region: 'MARS' }, /region: Invalid option/],
  [{ phone: '(212) 555-0142' }, /phone: must be a phone number with its country code/],
  [{ phone: '+1 212' }, /phone: must be a phone number/],
  [{ email: 'hello' }, /email: Invalid email/],
  [{ services: [] }, /services: Too small/],
  [{ services: [{ type: 'SHIATSU' }] }, /services\[0\]\.type: Invalid option/],
  [{ consultation: { minutes: 0, by: 'phone' } }, /consultation\.minutes: Too small/],
  [{ therapists: [] }, /therapists: a clinic that can be booked needs/],
  [{ therapists: [ana, ana] }, /therapists: two therapists have the same id/],
  [{ therapists: [{ ...ana, skills: ['reiki'] }] }, /therapists\[0\]\.skills\[0\]: Invalid option/],
  [{ therapists: [{ ...ana, hours: { mon: ['9-12'] } }] }, /therapists\[0\]\.hours\.mon\[0\]: must look like/],
  [{ therapists: [{ ...ana, hours: { mon: ['12:00-09:00'] } }] }, /hours\.mon\[0\]: must look like/],
  [{ therapists: [{ ...ana, hours: { mon: ['09:00-24:00'] } }] }, /hours\.mon\[0\]: must look like/],
  [{ therapists: [{ ...ana, hours: { mon: ['09:00-12:00', '11:00-13:00'] } }] }, /hours\.mon: ranges of one day/],
  [{ therapists: [{ ...ana, hours: { monday: [] } }] }, /hours: Unrecognized key: "monday"/],
  [{ therapists: [{ ...ana, off: ['2026-02-30'] }] }, /therapists\[0\]\.off\[0\]: Invalid ISO date/],
  [{ schedule: { notice: -1 } }, /schedule\.notice: Too small/],
  [{ accent: 'green' }, /accent: must look like/],
  [{ origins: ['https://riverside-massage.example/'] }, /origins\[0\]: must be an origin/],
  [{ origins: ['riverside-massage.example'] }, /origins\[0\]: must be an origin/],
  [{ origins: ['ftp://riverside-massage.example'] }, /origins\[0\]: must be an origin/],
  [{ origins: ["https://a.example; script-src 'unsafe-inline'"] }, /origins\[0\]: must be an origin/],
];

for (const [changes, said] of mistakes) {
  test(`${JSON.stringify(changes).slice(0, 70)} is refused`, () => {
    const text = JSON.stringify({ ...riverside, ...changes });
    assert.throws(
      () => parseClinic('riverside', 'a/riverside.json', text),
      (error: unknown) => {
        assert.ok(error instanceof ClinicFileError);
        assert.match(error.message, said);
        for (const line of error.message.split('\n')) assert.match(line, /^a\/riverside\.json: /);
        return true;
      },
    );
  });
}

test('every mistake of a file is said at once', () => {
  const text = JSON.stringify({ ...riverside, name: '', phone: '1' });
  assert.throws(() => parseClinic('r', 'r.json', text), /r\.json: name: .*\nr\.json: phone: /);
});

test('the file’s name is the clinic’s id and must look like one', () => {
  assert.equal(parseClinic('riverside', 'f', JSON.stringify(riverside)).id, 'riverside');
  assert.throws(() => parseClinic('River Side', 'f', JSON.stringify(riverside)), /must be small letters/);
});

test('both demo clinics fit what the widget reads', () => {
  for (const [id, file] of Object.entries({ riverside, harbour })) {
    const view = clinicView(parseClinic(id, id, JSON.stringify(file)), { version: '1', hash: 'h' }, 'http://here');
    assert.deepEqual(Clinic.parse(view), view);
    assert.equal(view.privacyNotice, `http://here/c/${id}/privacy`);
  }
});

test('a wrong file stops the start', () => {
  assert.throws(() => openClinicFolder(folder, () => {}), /has no clinic file/);
  write('riverside.json', '{ "name": ');
  assert.throws(() => openClinicFolder(folder, () => {}), /riverside\.json: not JSON/);
  assert.throws(() => openClinicFolder(join(folder, 'nowhere'), () => {}), /nowhere: ENOENT/);
});

test('files are read again when they change', () => {
  const said: string[] = [];
  write('riverside.json', riverside);
  const clinics = openClinicFolder(folder, message => said.push(message), 0);
  assert.equal(clinics.get('riverside')?.name, 'Riverside Massage');
  assert.equal(clinics.get('riverside'), clinics.get('riverside'));

  write('riverside.json', { ...riverside, name: 'Riverside Two' });
  assert.equal(clinics.get('riverside')?.name, 'Riverside Two');

  write('riverside.json', { ...riverside, name: '' });
  assert.equal(clinics.get('riverside')?.name, 'Riverside Two');
  assert.equal(clinics.all().length, 1);
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /riverside\.json: name: /);

  write('harbour.json', harbour);
  assert.deepEqual(
    clinics.all().map(({ id }) => id),
    ['harbour', 'riverside'],
  );
  unlinkSync(join(folder, 'harbour.json'));
  assert.equal(clinics.get('harbour'), undefined);
});
