/** Any browser of these tests as a browser of the widget's test runner, which knows Chromium only. */
import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import type { Browser, Tab } from './tab.ts';

/**
 * One page at a time: the focus is where people would have it.
 * `webdriver` is what the runner's own `sendKeys` asks for; then it calls the method of that name here.
 */
export class Launcher implements BrowserLauncher {
  readonly type = 'webdriver';
  readonly concurrency = 1;
  readonly name: string;
  readonly #browser: Browser;
  readonly #tabs = new Map<string, Tab>();

  constructor(browser: Browser) {
    this.#browser = browser;
    this.name = browser.version;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    const tab = await this.#browser.newTab();
    this.#tabs.set(sessionId, tab);
    await tab.goTo(url);
  }

  isActive = (sessionId: string): boolean => this.#tabs.has(sessionId);

  getBrowserUrl = async (sessionId: string): Promise<string> => String(await this.#tab(sessionId).run('location.href'));

  async stopSession(sessionId: string): Promise<SessionResult> {
    await this.#tab(sessionId).close();
    this.#tabs.delete(sessionId);
    return {};
  }

  startDebugSession = (): Promise<void> => Promise.reject(new Error('there is nothing to debug here'));

  sendKeys = (sessionId: string, keys: readonly string[]): Promise<void> => this.#tab(sessionId).keys(keys);

  #tab(sessionId: string): Tab {
    const tab = this.#tabs.get(sessionId);
    if (tab === undefined) throw new Error(`there is no session ${sessionId}`);
    return tab;
  }
}
