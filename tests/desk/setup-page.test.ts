import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDesk, readText, says } from './desk-client.ts';

test('the setup page has what to paste and the link, per clinic', async () => {
  const desk = await openDesk();
  const page = readText((await desk.open('/desk/setup')).text);
  assert.ok(page.includes('<script type="module" async src="http://localhost/v1/unknot.js"></script>'));
  assert.ok(page.includes('<unknot-intake clinic="riverside"><a href="tel:+12125550142">Call us</a></unknot-intake>'));
  assert.ok(page.includes('http://localhost/c/harbour'));
  await desk.close();
});

test('the setup page says whether a clinician has signed the rules off', async () => {
  const signOff = { name: 'Dr. Ada Moreau', date: '2026-10-05' };
  const desk = await openDesk({ clinics: { riverside: { signOff } } });
  const page = readText((await desk.open('/desk/setup')).text);
  says(page, /Harbour Bodywork The rules are not yet signed off by a clinician/);
  says(page, /Riverside Massage Rules signed off by Dr\. Ada Moreau, 2026-10-05\./);
  await desk.close();
});
