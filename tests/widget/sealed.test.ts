/** What may cross the border between a host page and the frame in it: nothing but what is described. */
import { expect } from '@open-wc/testing';
import { allowedLanguage, allowedTokens, readInward, readOutward } from '../../widget/sealed/messages.ts';

const ID = '7d3f0c1e-6a52-4c39-9b0e-2f4a8f0f6a11';
const ours = (message: object) => ({ unknot: 1, ...message });

it('what the frame may say is read, and no more of it', () => {
  const told = [
    { type: 'ready' },
    { type: 'escape' },
    { type: 'size', height: 0 },
    { type: 'size', height: 100_000 },
    { type: 'step', index: 3 },
    { type: 'booked', id: ID },
    { type: 'error', code: 'part_missing' },
  ];
  for (const message of told) {
    expect(readOutward(ours(message))).to.deep.equal(message);
    expect(readOutward(ours({ ...message, answers: { goal: 'relax' }, outcome: 'MEDICAL' }))).to.deep.equal(message);
    expect(readOutward(message), 'without the mark').to.equal(undefined);
    expect(readInward(ours(message)), 'the wrong way').to.equal(undefined);
  }
});

it('nothing else of the frame is read', () => {
  const sizes = [-1, 100_001, Number.NaN, Number.POSITIVE_INFINITY, '40', null].map(height => ({
    type: 'size',
    height,
  }));
  const steps = [-1, 1.5, '1', undefined].map(index => ({ type: 'step', index }));
  const booked = ['relax', `${ID} `, `${ID}\n`, ID.replaceAll('-', ''), 7].map(id => ({ type: 'booked', id }));
  const errors = ['', 'Vera', 'vera@mail.example', 'a'.repeat(41), 'unsent\n', ['unsent']].map(code => ({
    type: 'error',
    code,
  }));
  const others = ['result', 'answer', 'tokens', 'toString', '__proto__', 1].map(type => ({ type, outcome: 'MEDICAL' }));
  for (const message of [...sizes, ...steps, ...booked, ...errors, ...others]) {
    expect(readOutward(ours(message)), JSON.stringify(message)).to.equal(undefined);
  }
  for (const data of [undefined, null, 'ready', 1, [], [ours({ type: 'ready' })], { unknot: '1', type: 'ready' }]) {
    expect(readOutward(data)).to.equal(undefined);
    expect(readInward(data)).to.equal(undefined);
  }
});

it('what the page may say is read, and no more of it', () => {
  const told = [
    { type: 'restart' },
    { type: 'focus' },
    { type: 'language', lang: 'de-CH', theme: 'dark' },
    { type: 'language', lang: '', theme: 'light' },
    { type: 'tokens', tokens: { '--unknot-accent': '#1f6b5a' } },
    { type: 'tokens', tokens: {} },
  ];
  for (const message of told) {
    expect(readInward(ours({ ...message, script: 'alert(1)' }))).to.deep.equal(message);
    expect(readOutward(ours(message))).to.equal(undefined);
  }
  for (const theme of ['auto', '', undefined, 'dark ']) {
    expect(readInward(ours({ type: 'language', lang: 'en', theme }))).to.equal(undefined);
  }
});

const COLORS = [
  '#1f6',
  '#1f6b5acc',
  'rebeccapurple',
  'rgb(31, 107, 90)',
  'rgba(31, 107, 90, 0.5)',
  'rgb(31 107 90 / 50%)',
  'hsl(120deg 50% 40%)',
  'oklch(0.5 0.1 20)',
  'oklab(0.5 -0.01 1e-05)',
  'color(srgb 0.2 0.2 0 / 0.5)',
];
const NO_COLORS = [
  'url(https://elsewhere.example/)',
  'red;background:url(x)',
  'red}',
  'rgb(1,2,3) url(x)',
  'image-set(red)',
  'var(--host)',
  'rgb(var(--host))',
  'attr(value)',
  'env(x)',
  'expression(alert(1))',
  '\\75rl(x)',
  'red/**/',
  '"red"',
  'red\n',
  '',
];

it('a color is a color', () => {
  for (const value of COLORS) {
    expect(allowedTokens({ '--unknot-accent': value }), value).to.deep.equal({ '--unknot-accent': value });
    expect(CSS.supports('color', value), `${value} is known to the browser`).to.equal(true);
  }
  for (const value of NO_COLORS) expect(allowedTokens({ '--unknot-accent': value }), value).to.deep.equal({});
});

it('a length is a length, and families are families', () => {
  for (const value of ['0px', '18px', '1.125em', '12.5px', '2rem', '50%']) {
    expect(allowedTokens({ '--unknot-radius': value })).to.deep.equal({ '--unknot-radius': value });
  }
  for (const value of ['calc(1px)', '1', '-4px', 'px', '1e9px', '99999999999px', '18px 4px', 'auto', '1px;']) {
    expect(allowedTokens({ '--unknot-radius': value }), value).to.deep.equal({});
  }
  for (const value of ['Georgia, serif', '"Segoe UI", system-ui', "-apple-system, 'Noto Sans'", 'Größe', 'メイリオ']) {
    expect(allowedTokens({ '--unknot-font': value })).to.deep.equal({ '--unknot-font': value });
  }
  for (const value of ['url(x)', 'a;b', 'a{', 'a}', 'a:b', '\\61', 'a/*b*/', '<b>', 'a'.repeat(301), '']) {
    expect(allowedTokens({ '--unknot-font': value }), value).to.deep.equal({});
  }
});

it('other names are nothing, whatever their value', () => {
  for (const name of [
    '--unknot-z',
    '--unknot-accent ',
    'color',
    'background',
    'constructor',
    '__proto__',
    '--clinic-accent',
  ]) {
    expect(allowedTokens({ [name]: 'red' }), name).to.deep.equal({});
  }
  for (const value of [1, null, ['red'], { toString: () => 'red' }]) {
    expect(allowedTokens({ '--unknot-accent': value })).to.deep.equal({});
  }
  expect(allowedTokens({ '--unknot-height': 'auto', '--unknot-room': '3.25em' })).to.deep.equal({
    '--unknot-height': 'auto',
    '--unknot-room': '3.25em',
  });
  expect(allowedTokens({ '--unknot-height': '100px' })).to.deep.equal({});
});

it('a language is a language tag', () => {
  for (const lang of ['en', 'de-CH', 'zh-Hant-TW', 'sl-rozaj-biske']) expect(allowedLanguage(lang)).to.equal(lang);
  for (const lang of ['', 'en_US', 'e', '<b>', 'en ', 'en\n', `en${'-abcdefgh'.repeat(7)}`, 7, null, undefined]) {
    expect(allowedLanguage(lang)).to.equal('');
  }
});
