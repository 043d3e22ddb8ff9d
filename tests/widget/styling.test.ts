/** What a site owner may restyle: every token changes what it says, every part is there. */
import { expect, waitUntil } from '@open-wc/testing';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { CLINIC } from '../fixtures/clinic.ts';
import { answer, closePage, find, goTo, has, json, openPage, place } from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

/** The widget at a question with a main button, on a light page. Alone there: below another it would be out of sight, and wait. */
async function shown(style = ''): Promise<UnknotIntake> {
  for (const other of document.querySelectorAll('unknot-intake')) other.remove();
  const widget = await place({ theme: 'light', style });
  await answer(widget, 'relax');
  return widget;
}

const css = (widget: UnknotIntake, selector: string, property: string): string =>
  getComputedStyle(find(widget, selector)).getPropertyValue(property);

const TOKENS = [
  { token: 'accent', value: 'rgb(200, 30, 90)', of: '[data-action=continue]', property: 'background-color' },
  { token: 'on-accent', value: 'rgb(1, 2, 3)', of: '[data-action=continue]', property: 'color' },
  { token: 'surface', value: 'rgb(250, 240, 230)', of: '.panel', property: 'background-color' },
  { token: 'text', value: 'rgb(60, 0, 60)', of: '.panel', property: 'color' },
  { token: 'muted', value: 'rgb(90, 20, 20)', of: 'footer', property: 'color' },
  { token: 'radius', value: '7px', of: '.panel', property: 'border-start-start-radius' },
  { token: 'font', value: 'monospace', of: '[data-option=stroke] ~ span', property: 'font-family' },
  { token: 'font-size', value: '21px', of: '.panel', property: 'font-size' },
  { token: 'height', value: '503px', of: '.panel', property: 'block-size' },
];
for (const { token, value, of, property } of TOKENS) {
  it(`--unknot-${token} is the ${property} of ${of}`, async () => {
    expect(css(await shown(), of, property)).not.to.equal(value);
    expect(css(await shown(`--unknot-${token}: ${value}`), of, property)).to.equal(value);
  });
}

it('sizes follow the one font size, and not the page’s rem', async () => {
  const html = document.documentElement;
  const style = html.getAttribute('style');
  html.style.fontSize = '62.5%';
  expect(css(await shown(), '.panel', 'font-size')).to.equal('16px');
  const height = async (size: string) =>
    Number.parseFloat(css(await shown(`--unknot-font-size: ${size}`), '.choice', 'min-block-size'));
  expect(await height('40px')).to.equal(2 * (await height('20px')));
  if (style === null) html.removeAttribute('style');
});

it('the font is the page’s own until it is named', async () => {
  document.body.style.fontFamily = 'cursive';
  expect(css(await shown(), '.panel', 'font-family')).to.equal('cursive');
  document.body.style.fontFamily = '';
});

it('the clinic’s accent is used, and the page’s token goes before it', async () => {
  openPage({ clinic: json({ ...CLINIC, theme: { accent: '#203040' } }) });
  const colour = (widget: UnknotIntake) => css(widget, '[data-action=continue]', 'background-color');
  const plain = await shown();
  await waitUntil(() => colour(plain) === 'rgb(32, 48, 64)');
  const own = await shown('--unknot-accent: rgb(9, 8, 7)');
  await waitUntil(() => has(own, '[data-action=call-clinic]'));
  expect(colour(own)).to.equal('rgb(9, 8, 7)');
});

const PARTS = [
  { screen: 'the first question', parts: ['panel', 'header', 'message', 'choice', 'footer'] },
  { screen: 'recommended', parts: ['result', 'action'] },
  { screen: 'choosing', parts: ['slot'] },
  { screen: 'contact', parts: ['action'] },
  { screen: 'review', parts: ['action'] },
  { screen: 'booked', parts: ['result'] },
] as const;
for (const { screen, parts } of PARTS) {
  it(`parts on ${screen}: ${parts.join(', ')}`, async () => {
    const widget = await place();
    if (screen !== 'the first question') await goTo(widget, screen);
    const sheet = document.createElement('style');
    sheet.textContent = parts.map(part => `unknot-intake::part(${part}) { letter-spacing: 3px; }`).join('\n');
    document.head.append(sheet);
    for (const part of parts) expect(css(widget, `[part~=${part}]`, 'letter-spacing'), part).to.equal('3px');
    sheet.remove();
  });
}
