/** A clinic's accent made fit for reading: mail programs have neither `color-mix` nor our style sheet. */

/** All `#rrggbb`. */
export interface MailColors {
  readonly light: Scheme;
  readonly dark: Scheme;
}

interface Scheme {
  readonly surface: string;
  readonly raised: string;
  readonly tint: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  /** Buttons, and links on any of the surfaces. */
  readonly accent: string;
  readonly onAccent: string;
}

const OUR_OWN = '#1f6b5a';
const WHITE = '#ffffff';
const BLACK = '#000000';
/** WCAG AA for text. */
const READABLE = 4.5;

/** @param accent the clinic's own, `#rrggbb` */
export function mailColors(accent: string = OUR_OWN): MailColors {
  const light = { surface: '#f5f4f0', raised: WHITE, line: '#e2e1db', text: '#222b28', muted: '#59625f' };
  const dark = { surface: '#171b1a', raised: '#212625', line: '#3a413f', text: '#ebebe6', muted: '#a9b1ad' };
  const lightTint = tintOf(accent, light, 0.08);
  const darkTint = tintOf(accent, dark, 0.2);
  return {
    light: {
      ...light,
      tint: lightTint,
      accent: readableOn([light.surface, lightTint], accent, BLACK),
      onAccent: WHITE,
    },
    dark: {
      ...dark,
      tint: darkTint,
      accent: readableOn([dark.raised, darkTint], accent, WHITE),
      onAccent: '#10201b',
    },
  };
}

/** As much of the accent as leaves quiet text readable. */
function tintOf(accent: string, { raised, muted }: Pick<Scheme, 'raised' | 'muted'>, most: number): string {
  for (let share = most; share > 0; share -= 0.02) {
    const tint = mix(accent, raised, share);
    if (contrast(muted, tint) >= READABLE) return tint;
  }
  return raised;
}

/** Moves a color toward another until it can be read on each of the grounds. */
function readableOn(grounds: readonly string[], color: string, toward: string): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const moved = mix(color, toward, share);
    if (grounds.every(ground => contrast(moved, ground) >= READABLE)) return moved;
  }
  return toward;
}

/** The contrast ratio of WCAG, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param share how much of `one` stays, 0 to 1 */
function mix(one: string, other: string, share: number): string {
  const [from, to] = [channels(one), channels(other)];
  const mixed = from.map((value, index) => Math.round(value * share + (to[index] ?? 0) * (1 - share)));
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channels = (color: string): readonly number[] =>
  [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
