/** Whatever accent a clinic has, its mails can be read, by day and in the dark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, mailColors } from '../../server/notify/mail-colors.ts';

const ACCENTS = [
  '#2f6b5f',
  '#24557a',
  '#6b2f5f',
  '#b3541e',
  '#ffd400',
  '#7fffd4',
  '#ff00ff',
  '#ffffff',
  '#000000',
  '#777777',
  undefined,
];

for (const accent of ACCENTS) {
  test(`an accent of ${accent ?? 'our own'}`, () => {
    const { light, dark } = mailColors(accent);
    for (const scheme of [light, dark]) {
      for (const ground of [scheme.surface, scheme.raised, scheme.tint]) {
        for (const ink of [scheme.text, scheme.muted, scheme.accent]) {
          assert.ok(contrast(ink, ground) >= 4.5, `${ink} on ${ground}`);
        }
      }
      assert.ok(contrast(scheme.onAccent, scheme.accent) >= 4.5, `${scheme.onAccent} on ${scheme.accent}`);
      for (const color of Object.values(scheme)) assert.match(color, /^#[0-9a-f]{6}$/);
    }
  });
}

test('an accent that can be read is left as it is', () => {
  assert.equal(mailColors('#2f6b5f').light.accent, '#2f6b5f');
});

test('contrast, by the examples of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  assert.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.01);
});
