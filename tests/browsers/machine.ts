/** What this machine must have installed: which programs, from which Debian packages. */
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { WebKitPrograms } from './webkit.ts';

/** @throws {Error} that names the package which is missing */
export function firefoxProgram(): string {
  const file = onPath('firefox-esr', 'firefox');
  if (file === undefined) throw missing(['firefox-esr']);
  return file;
}

/** @throws {Error} that names the packages which are missing */
export function webKitPrograms(): WebKitPrograms {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('Xvfb');
  const [browser] = globSync('/usr/{lib,libexec}{/*,}/webkit{2gtk,gtk}-*/MiniBrowser').toSorted();
  if (driver && browser && screen) return { driver, browser, screen };
  throw missing([...(driver && browser ? [] : ['webkit2gtk-driver']), ...(screen ? [] : ['xvfb'])]);
}

function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(path => existsSync(path));
}

const missing = (packages: readonly string[]): Error =>
  new Error(`not installed on this machine. On Debian or Ubuntu: apt-get install ${packages.join(' ')}`);
