/** An accent is not obeyed blindly: what stands on it, and what is written in it, has 4.5:1 by WCAG. */
import { expect } from '@open-wc/testing';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { answer, closePage, find, openPage, place } from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

const ACCENTS = ['#ffe600', '#00e5ff', '#ff00ff', '#7fff00', '#000000', '#ffffff', '#c9a0dc', '#767676', '#0000ff'];

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** @returns the colour as a screen shows it, in whatever space it was written */
function shownAs(colour: string): readonly number[] {
  if (canvas === null) throw new Error('no canvas');
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = shownAs(colour).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const colours = (widget: UnknotIntake, selector: string) => getComputedStyle(find(widget, selector));

for (const theme of ['light', 'dark']) {
  for (const accent of ACCENTS) {
    it(`${accent}, ${theme}`, async () => {
      const widget = await place({ theme, style: `--unknot-accent: ${accent}` });
      await answer(widget, 'relax');
      const button = colours(widget, '[data-action=continue]');
      const ground = colours(widget, '.panel').backgroundColor;
      expect(contrast(button.color, button.backgroundColor), 'on the accent').to.be.least(4.5);
      expect(contrast(colours(widget, '[data-action=change]').color, ground), 'in the accent').to.be.least(4.5);
    });
  }
}
