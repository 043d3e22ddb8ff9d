/** Keys as WebDriver names them: a character stands for itself, all others have a place in Unicode's private area. */
const CODES: Readonly<Record<string, string>> = {
  Space: ' ',
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Control: '\uE009',
};

/** @param key a character, a name such as `Enter`, or one key held for another: `Shift+Tab` */
export const pressed = (key: string): readonly object[] => {
  const held = key.length > 1 ? key.split('+').map(code) : [key];
  const downs = held.map(value => ({ type: 'keyDown', value }));
  return [...downs, ...held.toReversed().map(value => ({ type: 'keyUp', value }))];
};

function code(name: string): string {
  const found = CODES[name] ?? (name.length === 1 ? name : undefined);
  if (found === undefined) throw new Error(`no such key: ${name}`);
  return found;
}
