/** A hand at the device, in the words that WebDriver and WebDriver BiDi share. */
import { pressed } from './keys.ts';
import type { Point } from './tab.ts';

const BETWEEN_PRESSES_MS = 30;

/** Presses there once, or twice as an impatient hand does. */
export function pressing({ x, y }: Point, times: 1 | 2, pointerType: 'mouse' | 'touch'): readonly object[] {
  const press = [
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ];
  const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 };
  const again = times === 1 ? [] : [{ type: 'pause', duration: BETWEEN_PRESSES_MS }, ...press];
  return [{ type: 'pointer', id: pointerType, parameters: { pointerType }, actions: [move, ...press, ...again] }];
}

export const typing = (keys: readonly string[]): readonly object[] => [
  { type: 'key', id: 'keyboard', actions: keys.flatMap(pressed) },
];
