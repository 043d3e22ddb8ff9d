/**
 * What crosses the border between a host page and the sealed frame in it. Whoever hears something reads it here: what
 * is not described here is nothing, and of what is described no other part is taken.
 *
 * Opening and closing do not cross: they are the box's, which stands on the host's side.
 */

/** Told to the host page: no answer, no outcome, no contact. */
export type Outward =
  /** The widget stands in the frame, in the host's colors and language. */
  | { readonly type: 'ready' }
  /** Escape was pressed in the frame, and nothing there had a use for it. */
  | { readonly type: 'escape' }
  /** How high the widget would like to be, in px; only where it was asked to be as high as what is in it. */
  | { readonly type: 'size'; readonly height: number }
  | { readonly type: 'step'; readonly index: number }
  | { readonly type: 'booked'; readonly id: string }
  | { readonly type: 'error'; readonly code: string };

/** Told to the frame. */
export type Inward =
  | { readonly type: 'tokens'; readonly tokens: Tokens }
  /** `lang` is empty where the host page has no language. */
  | { readonly type: 'language'; readonly lang: string; readonly theme: 'light' | 'dark' }
  | { readonly type: 'restart' }
  | { readonly type: 'focus' };

/** Custom properties by name. */
export type Tokens = Readonly<Record<string, string>>;

export const COLORS = ['accent', 'on-accent', 'surface', 'text', 'muted'].map(name => `--unknot-${name}`);

/** A value cannot load anything, call anything or end its own declaration. */
const COLOR = /^(?:#[\da-f]{3,8}|[a-z]{3,30}|(?:rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color)\([a-z\d .,%/+-]{1,80}\))$/i;
const LENGTH = /^\d{0,4}\.?\d{1,6}(?:px|r?em|%)$/;
const FAMILIES = /^[\p{L}\d "',._-]{1,300}$/u;

const TOKENS: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(COLORS.map(name => [name, COLOR])),
  '--unknot-radius': LENGTH,
  '--unknot-font-size': LENGTH,
  '--unknot-room': LENGTH,
  '--unknot-edge': LENGTH,
  '--unknot-font': FAMILIES,
  '--unknot-height': /^auto$/,
};

/** Those tokens of an object that a frame may be given. */
export const allowedTokens = (all: unknown): Tokens =>
  Object.fromEntries(
    Object.entries({ ...Object(all) }).flatMap(([name, value]) =>
      typeof value === 'string' && Object.hasOwn(TOKENS, name) && TOKENS[name]?.test(value) ? [[name, value]] : [],
    ),
  );

/** A language tag, or nothing. */
export const allowedLanguage = (lang: unknown): string =>
  typeof lang === 'string' && /^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,6}$/i.test(lang) ? lang : '';

/** Sends a message to one origin only. */
export const post = (to: Window, origin: string, message: Inward | Outward): void =>
  to.postMessage({ unknot: 1, ...message }, origin);

/** @returns what the frame says, or undefined where it is no message of ours */
export function readOutward(data: unknown): Outward | undefined {
  const { unknot, type, height, index, id, code } = partsOf(data);
  if (unknot !== 1) return undefined;
  if (type === 'ready' || type === 'escape') return { type };
  if (type === 'size' && isNumber(height)) return { type, height };
  if (type === 'step' && isNumber(index) && Number.isInteger(index)) return { type, index };
  if (type === 'booked' && isText(id, /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i)) return { type, id };
  if (type === 'error' && isText(code, /^[a-z_]{1,40}$/)) return { type, code };
  return undefined;
}

/** @returns what the host page says, or undefined where it is no message of ours */
export function readInward(data: unknown): Inward | undefined {
  const { unknot, type, tokens, lang, theme } = partsOf(data);
  if (unknot !== 1) return undefined;
  if (type === 'restart' || type === 'focus') return { type };
  if (type === 'tokens') return { type, tokens: allowedTokens(tokens) };
  if (type === 'language' && (theme === 'light' || theme === 'dark')) {
    return { type, lang: allowedLanguage(lang), theme };
  }
  return undefined;
}

const partsOf = (data: unknown): Readonly<Partial<Record<string, unknown>>> => ({ ...Object(data) });

const isNumber = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100_000;

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);
