/** The plan of the house as tables (`design.md`, section 2): who may import whom, and what stands nowhere. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { allPaths, parseSource, ROOT, readSources, type SourceFile } from './source-files.ts';

const SOURCES = readSources();
const BY_PATH = new Map(SOURCES.map(file => [file.path, file]));
/** Our own code: scripts of a page and declarations for packages aside. */
const code = SOURCES.filter(({ path }) => /(?<!\.d)\.ts$|\.mjs$/.test(path));
const product = code.filter(({ path }) => /^(widget|server)\//.test(path));

interface Room {
  /** Files, or folders with all that is in them. The first room that names a file is its own. */
  readonly files: readonly string[];
  /** Packages, files and folders it may import; `!` takes one out again. */
  readonly may: readonly string[];
  /** What it may know the types of besides. */
  readonly typesOf?: readonly string[];
}

const VISIT = ['intake.machine', 'present', 'visit', 'free-times', 'contact'].map(name => `widget/${name}.ts`);
const PAGES = ['hono', 'hono/', '@hono/node-server', '@hono/node-server/', 'node:'];
const LIBRARIES = [
  'zod/mini',
  'temporal-polyfill',
  'libphonenumber-js/min',
  'ical-generator',
  'altcha-lib',
  'altcha-lib/',
];
/** All of the server but what chooses: a driver, the environment, the start. */
const SERVER = ['server/', '!server/store/', '!server/main.ts', '!server/boot.ts', '!server/config.ts'];
/** The schemas bring zod with them, which the page does without: the widget takes types and constants only. */
const TRIAGE_IN_PAGE = ['widget/triage/', '!widget/triage/consultation.ts'];

/** What people start beside a server, or instead of it. */
const COMMANDS = ['command', 'desk-password', 'migrate', 'backup', 'restore', 'verify'];

/** What an npm package opens of the widget. */
const DOORS = ['unknot', 'define', 'triage'].map(name => `widget/package/${name}.ts`);

const HOUSE: readonly Room[] = [
  { files: ['widget/triage/'], may: ['zod/mini', 'widget/triage/'] },
  { files: ['widget/words/'], may: ['widget/words/'], typesOf: ['widget/triage/'] },
  { files: VISIT, may: ['xstate', ...TRIAGE_IN_PAGE, ...VISIT], typesOf: ['widget/triage/consultation.ts'] },
  {
    files: ['widget/screens/'],
    // Not `lit` itself: it brings the element's class, which the engine does without.
    may: ['lit/', 'widget/screens/', 'widget/words/', 'widget/local-time.ts', ...TRIAGE_IN_PAGE],
    typesOf: ['widget/triage/consultation.ts', 'widget/present.ts', 'widget/visit.ts', 'widget/intake.machine.ts'],
  },
  {
    files: ['api', 'proof', 'request', 'wire', 'visit-record'].map(name => `widget/${name}.ts`),
    may: [...TRIAGE_IN_PAGE, ...['ruleset', 'wire', 'proof', 'request', 'written'].map(name => `widget/${name}.ts`)],
    typesOf: ['widget/triage/consultation.ts', 'widget/visit.ts'],
  },
  {
    files: ['widget/second-part.ts'],
    may: ['api', 'contact', 'request', 'visit-record', 'screens/booking'].map(name => `widget/${name}.ts`),
  },
  {
    files: ['widget/visit-storage.ts', 'widget/local-time.ts'],
    may: ['widget/written.ts'],
    typesOf: ['widget/triage/', 'widget/present.ts', 'widget/visit.ts'],
  },
  {
    files: ['events', 'print-copy', 'read-tab', 'ruleset', 'second-click', 'visit-history', 'written'].map(
      name => `widget/${name}.ts`,
    ),
    may: [],
  },
  { files: ['widget/load-second-part.ts'], may: ['widget/second-part.ts'] },
  { files: ['widget/styles/'], may: [] },
  { files: ['widget/first-question.ts'], may: [], typesOf: ['widget/words/catalogue.ts'] },
  {
    files: ['widget/intake.controller.ts'],
    may: [
      'xstate',
      'widget/intake.machine.ts',
      'widget/present.ts',
      'widget/load-second-part.ts',
      'widget/read-tab.ts',
      'widget/visit-history.ts',
      'widget/visit-storage.ts',
    ],
    typesOf: ['widget/'],
  },
  {
    files: ['widget/intake.view.ts'],
    may: [
      'lit/html.js',
      'widget/words/joined.ts',
      'widget/words/en/later.ts',
      'widget/screens/',
      'widget/events.ts',
      'widget/intake.controller.ts',
      'widget/load-second-part.ts',
      'widget/print-copy.ts',
      'widget/second-click.ts',
      'widget/styles/rest.styles.ts',
    ],
    typesOf: ['widget/'],
  },
  // Before the first question stands on the page nothing else may be loaded: no Lit, no machine, no rules.
  {
    files: ['widget/unknot-intake.ts'],
    may: [
      'widget/words/en/first.ts',
      'widget/events.ts',
      'widget/first-question.ts',
      'widget/intake.view.ts',
      'widget/modes/outer.view.ts',
      'widget/read-tab.ts',
      'widget/styles/first.styles.ts',
    ],
    typesOf: ['widget/element-view.ts'],
  },
  { files: ['widget/element-view.ts'], may: [], typesOf: ['widget/words/catalogue.ts'] },
  { files: ['widget/define.ts'], may: ['widget/unknot-intake.ts'] },
  { files: ['widget/embed.ts'], may: [] },
  {
    files: DOORS,
    may: [...['events', 'unknot-intake'].map(name => `widget/${name}.ts`), 'widget/triage/'],
  },
  {
    files: ['widget/package/'],
    may: ['node:', 'vite', 'zod/mini', '@custom-elements-manifest/analyzer', 'vite.config.ts', 'widget/package/'],
  },
  // Around the engine, and without it: what stands in a corner loads nothing before it is opened.
  {
    files: ['widget/modes/'],
    may: [
      'widget/modes/',
      'widget/sealed/sealed-frame.ts',
      'widget/words/en/outer.ts',
      'widget/events.ts',
      'widget/read-tab.ts',
    ],
    typesOf: ['widget/element-view.ts', 'widget/words/catalogue.ts'],
  },
  {
    files: ['widget/sealed/'],
    may: ['widget/sealed/', 'widget/modes/outer.styles.ts', 'widget/events.ts'],
    typesOf: ['widget/modes/content.ts', 'widget/unknot-intake.ts'],
  },
  {
    files: ['widget/first-question-html.ts'],
    may: ['widget/first-question.ts', 'widget/styles/first.styles.ts', 'widget/words/en/first.ts'],
  },
  {
    files: ['widget/manage/'],
    may: [
      'lit',
      'widget/manage/',
      'widget/words/',
      'widget/local-time.ts',
      'widget/second-click.ts',
      'widget/wire.ts',
      'widget/screens/buttons.ts',
      'widget/screens/choosing.ts',
      'widget/screens/moment.ts',
      'widget/screens/talk-how.ts',
      'widget/styles/',
    ],
    typesOf: ['widget/triage/', 'widget/screens/', 'widget/present.ts'],
  },

  {
    files: ['server/routes/', 'server/desk/', 'server/rulebook/'],
    may: [...PAGES, ...LIBRARIES, ...SERVER, 'widget/triage/', 'widget/words/'],
    typesOf: ['server/store/store.ts'],
  },
  {
    files: ['server/booking/'],
    may: [...LIBRARIES, ...SERVER, '!server/routes/', '!server/desk/', 'widget/triage/'],
    typesOf: ['server/store/store.ts'],
  },
  {
    files: ['server/notify/'],
    may: ['node:', 'hono/html', ...LIBRARIES, 'nodemailer', 'ipaddr.js', ...SERVER, 'widget/triage/', 'widget/words/'],
    typesOf: ['server/store/store.ts'],
  },
  {
    files: ['server/store/'],
    may: [
      'kysely',
      'kysely/',
      'pg',
      'node:',
      'zod/mini',
      'server/store/',
      'server/keys.ts',
      'server/safe-file.ts',
      'widget/triage/',
    ],
    typesOf: ['server/notify/messages.ts'],
  },
  { files: ['boot', 'open-data', ...COMMANDS].map(name => `server/${name}.ts`), may: ['node:', 'server/'] },
  { files: ['server/main.ts'], may: ['node:', 'server/', '!server/store/'] },
  { files: ['server/dev.ts'], may: [...PAGES, 'vite', 'server/', '!server/store/'] },
  {
    files: ['server/'],
    may: [...PAGES, ...LIBRARIES, ...SERVER, 'server/store/storage-error.ts', 'widget/triage/', 'widget/words/'],
    typesOf: ['server/store/store.ts', 'server/config.ts'],
  },
];

const isIn = (path: string, place: string): boolean => (/[/:]$/.test(place) ? path.startsWith(place) : path === place);

/** The last word on a path counts, so that a folder may be let in, one file of it not, and another room's again. */
const isLetIn = (path: string, places: readonly string[]): boolean =>
  places.findLast(place => isIn(path, place.replace(/^!/, '')))?.startsWith('!') === false;

function strangers({ path, imports }: SourceFile): readonly string[] {
  const room = HOUSE.find(({ files }) => files.some(place => isIn(path, place)));
  if (room === undefined) return [`${path} has no room in the table`];
  return imports
    .filter(({ from, isType }) => !isLetIn(from, room.may) && !(isType && isLetIn(from, room.typesOf ?? [])))
    .map(({ from, isType }) => `${path} imports ${isType ? 'types of ' : ''}${from}`);
}

test('every file imports only what its room lets in', () => {
  assert.deepEqual(product.flatMap(strangers), []);
});

test('the table does turn strangers away', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['widget/triage/rules.ts', "import { html } from 'lit';"],
    ['widget/triage/rules.ts', "import { asking } from '#words/en/asking.ts';"],
    ['widget/words/en/asking.ts', "import { RULES } from '#triage/rules.ts';"],
    ['widget/intake.machine.ts', "import { createApi } from './api.ts';"],
    ['widget/present.ts', "import { nothing } from 'lit';"],
    ['widget/screens/review.ts', "import { resultOf } from '../intake.machine.ts';"],
    ['widget/unknot-intake.ts', "import { Clinic } from '#triage/consultation.ts';"],
    ['server/routes/health.ts', "import { DatabaseSync } from 'node:sqlite';".replace('node:sqlite', 'kysely')],
    ['server/routes/health.ts', "import { openStore } from '../store/open.ts';"],
    ['server/desk/leads.ts', "import { readConfig } from '../config.ts';"],
    ['server/app.ts', "import { present } from '../widget/present.ts';"],
    ['server/main.ts', "import { NOW } from '../tests/fixtures/server.ts';"],
    ['widget/new-file.ts', ''],
  ];
  for (const [path, text] of refused) assert.equal(strangers(parseSource(path, text)).length, 1, `${path}: ${text}`);
});

test('screens know what a visitor can do, not what the machine remembers', () => {
  const names = product
    .filter(({ path }) => path.startsWith('widget/screens/'))
    .flatMap(({ imports }) => imports.filter(({ from }) => from === 'widget/intake.machine.ts'))
    .flatMap(({ names }) => names);
  assert.deepEqual([...new Set(names)], ['VisitEvent']);
});

test('all a page loads are lit and xstate', () => {
  const packages = reached(['widget/define.ts']).filter(path => !BY_PATH.has(path));
  assert.deepEqual(
    packages.filter(name => !/^(lit|xstate)(\/|$)/.test(name)),
    [],
  );
});

/** What people and scripts start on a server: these alone read the environment. */
const STARTED = ['server/main.ts', 'server/dev.ts', 'server/command.ts'];

/** Patterns that stand in no file but the few that are named beside them. */
const NOWHERE: readonly {
  readonly what: RegExp;
  readonly files: readonly SourceFile[];
  readonly but?: readonly string[];
  readonly inComments?: true;
}[] = [
  { what: /[:<|&]\s*any\b(?!\s*\()|,\s*any\s*>|\bas any\b/, files: code },
  { what: /\b(TO[D]O|FIX[M]E|XX[X])\b/, files: SOURCES, inComments: true },
  { what: /@ts-(ignore|nocheck|expect-error)/, files: code },
  { what: /\.only\(/, files: code },
  { what: /\bprocess\.env\b/, files: product, but: STARTED },
  { what: /\b(node:sqlite|kysely)\b/, files: product, but: ['server/store/'] },
  {
    what: /\b(fetch\(|document\.|window\.|localStorage|sessionStorage|new Date\(\)|Date\.now|Math\.random|setTimeout)/,
    files: product.filter(({ path }) => path.startsWith('widget/triage/') || VISIT.includes(path)),
  },
];

for (const { what, files, but = [], inComments } of NOWHERE) {
  test(`nowhere: ${what.source}`, () => {
    const found = files.filter(
      ({ path, text }) => !but.some(place => isIn(path, place)) && what.test(inComments ? text : withoutComments(text)),
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

test('no file only hands on what others export, but for the doors of the second part and of the package', () => {
  const barrels = code.filter(({ isBarrel }) => isBarrel).map(({ path }) => path);
  assert.deepEqual(
    barrels.filter(path => !DOORS.includes(path)),
    ['widget/second-part.ts'],
  );
});

test('no two files need each other at run time', () => {
  assert.deepEqual(
    code.flatMap(({ path }) => cycleThrough(path) ?? []),
    [],
  );
});

/** The way from a file back to itself, if there is one; what is loaded lazily is loaded after. */
function cycleThrough(start: string, path = start, seen = new Set<string>()): readonly string[] | undefined {
  for (const { from, isType, isLazy } of BY_PATH.get(path)?.imports ?? []) {
    if (isType || isLazy) continue;
    if (from === start) return [path, start];
    if (seen.has(from)) continue;
    seen.add(from);
    const rest = cycleThrough(start, from, seen);
    if (rest) return [path, ...rest];
  }
  return undefined;
}

/** Where something begins, beside what the npm scripts start. */
const ENTRIES = [
  'widget/define.ts',
  'widget/manage/define.ts',
  'widget/triage/triage.ts',
  'widget/embed.ts',
  'widget/sealed/frame-page.ts',
  'widget/package/vite.config.ts',
  'vite.config.ts',
  'web-test-runner.config.mjs',
  ...DOORS,
];

/** @param withTypes also follows what is gone at run time */
function reached(from: readonly string[], withTypes = false): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { from, isType } of BY_PATH.get(path)?.imports ?? []) if (withTypes || !isType) visit(from);
  };
  for (const path of from) visit(path);
  return [...found];
}

test('every file is reached from where something begins', () => {
  const scripts = readFileSync(`${ROOT}package.json`, 'utf8').match(/[\w./-]+\.ts\b/g) ?? [];
  const tests = code.map(({ path }) => path).filter(path => path.endsWith('.test.ts'));
  const begun = new Set(reached([...ENTRIES, ...scripts], true));
  const tested = new Set(reached([...tests, ...scripts], true));
  const dead = code.map(({ path }) => path).filter(path => !(path.startsWith('tests/') ? tested : begun).has(path));
  assert.deepEqual(dead, []);
});

test('every style sheet and page script is named by some file', () => {
  const assets = allPaths().filter(path => /^(widget|server)\/.*\.(css|js)$/.test(path));
  const unnamed = assets.filter(path => !code.some(({ text }) => names(text, basename(path))));
  assert.deepEqual(unnamed, []);
});

/** By its whole name or, in a list of files of one kind, without the ending. */
const names = (text: string, file: string): boolean =>
  text.includes(file) || text.includes(`'${file.replace(/\.\w+$/, '')}'`);

test('every export is used by another file', () => {
  const used = new Set(
    code.flatMap(({ imports }) => imports.flatMap(({ from, names }) => names.map(name => `${from} ${name}`))),
  );
  const isUsed = (file: SourceFile, name: string): boolean =>
    used.has(`${file.path} ${name}`) || isTakenFromWhole(file.path, name) || isPartOfASignature(file, name);
  const unused = code.flatMap(file =>
    file.exports.filter(name => !DOORS.includes(file.path) && !isUsed(file, name)).map(name => `${file.path}: ${name}`),
  );
  assert.deepEqual(unused, []);
});

/** Types are exported with the function that takes or returns them, though others may infer them. */
function isPartOfASignature({ text }: SourceFile, name: string): boolean {
  if (!new RegExp(`^export (type|interface) ${name}\\b`, 'm').test(text)) return false;
  return (withoutComments(text).match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1;
}

/** Of a file that is loaded as a whole (`import('…')`), a part is used where its name stands. */
function isTakenFromWhole(path: string, name: string): boolean {
  const isWhole = code.some(({ imports }) => imports.some(({ from, names }) => from === path && names.includes('*')));
  return isWhole && code.some(file => file.path !== path && new RegExp(`\\.${name}\\b`).test(file.text));
}

test('the top of the repository holds what the plan names and what tools insist on', () => {
  const plan = ['package.json', 'tsconfig.json', 'vite.config.ts', 'widget', 'server', 'tests', 'demo', 'README.md'];
  const tools = ['package-lock.json', 'LICENSE', 'biome.json', 'web-test-runner.config.mjs'];
  const ignored = readFileSync(`${ROOT}.gitignore`, 'utf8')
    .split('\n')
    .map(line => line.replace(/\/$/, ''));
  const others = readdirSync(ROOT).filter(
    name => !name.startsWith('.') && ![...plan, ...tools, ...ignored].includes(name) && !name.endsWith('.log'),
  );
  assert.deepEqual(others, []);
});

test('names say what is in a file', () => {
  const vague = /(^|[/-])(utils?|helpers?|common|manager|types)(\.|-|\/|$)/;
  const unkempt = /^(widget|server|tests)\/.*[A-Z_ ].*\.ts$/;
  assert.deepEqual(
    allPaths().filter(path => vague.test(path) || unkempt.test(path)),
    [],
  );
});
