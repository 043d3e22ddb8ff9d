/** Somebody of the clinic who reads at the desk who is coming. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { DESK_ACCOUNT } from '../fixtures/server.ts';

export class DeskReader {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(): Promise<void> {
    await this.page.goto('/desk');
    await this.tryPassword(DESK_ACCOUNT.password);
    await this.list.waitFor();
  }

  async tryPassword(password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(DESK_ACCOUNT.email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  get list(): Locator {
    return this.page.getByRole('region', { name: 'List of leads' });
  }

  /** The row of everybody with this name. */
  rows(name: string): Locator {
    return this.list.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  /** Opens the one lead of this name, wherever the desk was. */
  async open(name: string): Promise<void> {
    await this.page.goto('/desk');
    assert.equal(await this.rows(name).count(), 1, `leads of ${name}`);
    await this.rows(name).getByRole('link', { name, exact: true }).click();
    await this.lead.getByRole('heading', { name, level: 1 }).waitFor();
  }

  get lead(): Locator {
    return this.page.getByRole('article');
  }

  /** What one part of the open lead says. */
  part(title: string): Locator {
    return this.lead.getByRole('region', { name: title });
  }

  /** Takes the first of two steps of what cannot be undone. */
  async unfold(step: string): Promise<void> {
    await this.lead.locator('summary', { hasText: step }).click();
  }

  /** That the open lead says all of this. */
  async reads(...texts: readonly string[]): Promise<void> {
    const said = squeeze(await this.lead.innerText());
    for (const text of texts) assert.ok(said.includes(squeeze(text)), `the lead does not say “${text}”:\n${said}`);
  }

  async readsNowhere(...texts: readonly string[]): Promise<void> {
    const said = squeeze(await this.lead.innerText());
    for (const text of texts) assert.ok(!said.includes(squeeze(text)), `the lead says “${text}”`);
  }

  /** The instant at which the open lead's talk begins. */
  async bookedStart(): Promise<string | null> {
    return this.part('Free talk').locator('time').getAttribute('datetime');
  }

  /** How many people are on the list. */
  async count(): Promise<number> {
    await this.page.goto('/desk');
    return this.list.getByRole('rowheader').count();
  }
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ');
