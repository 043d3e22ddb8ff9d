/** The clinic's guide changes in the middle of a visit: its own result is shown before anything is sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { Clinic } from '#triage/consultation.ts';
import { asking } from '#words/en/asking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const NEWER = '/newer-guide.js';

/** From now on the server runs other rules: what was medical is therapeutic. */
async function changeGuide(page: Page): Promise<void> {
  await page.route('**/v1/clinics/riverside', async route => {
    const response = await route.fetch();
    const clinic = Clinic.parse(await response.json());
    const source = `import { triage as before } from ${JSON.stringify(clinic.ruleset.module)};
      const therapeutic = { outcome: 'THERAPEUTIC', deciding: 'T5', rules: ['T5'], techniques: ['swedish'] };
      export function triage(answers) {
        const result = before(answers);
        return result.outcome === 'MEDICAL' ? { ...result, ...therapeutic } : result;
      }`;
    await page.route(`**${NEWER}`, module => module.fulfill({ contentType: 'text/javascript', body: source }));
    const ruleset = { ...clinic.ruleset, hash: 'newer', module: NEWER };
    await route.fulfill({ response, json: { ...clinic, ruleset } });
  });
}

test('a newer guide advises otherwise: it is said and shown, and nothing was sent', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V62'));
  await I.seeAdvice('MEDICAL');
  await I.book();
  await I.pickTime();
  await I.typeContact({ name: 'Yara Blum', email: 'yara@mail.example' });
  await changeGuide(I.page);
  await I.goOn();
  await I.seeAdvice('THERAPEUTIC');
  await I.notice(asking.notices.guideChanged).waitFor();
  assert.deepEqual(I.sent, []);
});
