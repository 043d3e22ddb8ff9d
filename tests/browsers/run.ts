/**
 * The widget's tests, the main journeys and the leak suite in every engine: `npm run test:browsers`. Names of engines
 * or suites after it choose some of them: `npm run test:browsers -- firefox webkit phone`.
 *
 * Needs Chromium as all tests do, and, as Debian calls them, firefox-esr, webkit2gtk-driver and xvfb.
 */
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { firefoxProgram, webKitPrograms } from './machine.ts';
import { isFailure, type Outcome } from './outcome.ts';
import { SUITES } from './suites.ts';
import type { Browser, Device } from './tab.ts';
import { launchWebKit } from './webkit.ts';

/** How each engine is launched, once what it needs is known to be installed. */
const ENGINES: Readonly<Record<string, () => (device: Device) => Promise<Browser>>> = {
  chromium: () => launchChromium,
  firefox() {
    const file = firefoxProgram();
    return device => launchFirefox(file, device);
  },
  webkit() {
    const programs = webKitPrograms();
    return device => launchWebKit(programs, device);
  },
};

const names = process.argv.slice(2);
const unknown = names.filter(name => !(name in ENGINES) && !(name in SUITES));
if (unknown.length > 0) refuse([`No such engine or suite: ${unknown.join(', ')}`]);
const engines = chosen(Object.keys(ENGINES));
const suites = chosen(Object.keys(SUITES));
const launchers = installed();
const rows: string[][] = [['engine', ...suites]];
let failed = 0;
for (const [engine, launch] of launchers) rows.push(await runEngine(engine, launch));
console.log(`\n${tableOf(rows)}`);
process.exitCode = failed > 0 ? 1 : 0;

/** Those that were named, or all where none was. */
function chosen(all: readonly string[]): readonly string[] {
  const named = all.filter(name => names.includes(name));
  return named.length > 0 ? named : all;
}

/** Nothing is skipped in silence: without one of the engines that were asked for, none is run. */
function installed(): readonly (readonly [string, (device: Device) => Promise<Browser>])[] {
  const missing: string[] = [];
  const found = engines.flatMap(engine => {
    try {
      const launch = ENGINES[engine]?.();
      return launch ? [[engine, launch] as const] : [];
    } catch (error) {
      missing.push(`${engine}: ${error instanceof Error ? error.message : error}`);
      return [];
    }
  });
  if (missing.length > 0) refuse(missing);
  return found;
}

function refuse(reasons: readonly string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(2);
}

async function runEngine(engine: string, launch: (device: Device) => Promise<Browser>): Promise<string[]> {
  const cells: string[] = [];
  let version = engine;
  for (const name of suites) {
    const suite = SUITES[name];
    if (suite === undefined) continue;
    const browser = await launch(suite.device);
    version = browser.version;
    console.log(`\n${version}: ${name}`);
    const outcomes = await suite.run(browser);
    await browser.close();
    cells.push(told(outcomes));
  }
  return [version, ...cells];
}

/** Says what failed and why, and counts it. */
function told(outcomes: readonly Outcome[]): string {
  const failures = outcomes.filter(isFailure);
  for (const { name, trouble } of failures)
    console.log(`  failed: ${name}\n    ${trouble?.replaceAll('\n', '\n    ')}`);
  failed += failures.length;
  const counts = `${outcomes.length - failures.length} passed, ${failures.length} failed`;
  console.log(`  ${counts}`);
  return counts;
}

function tableOf(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
