/** A visitor who has opened the link in their mail, and goes by what the page says. */
import type { Locator, Page } from 'playwright-core';
import { booking } from '#words/en/booking.ts';
import { manage } from '#words/en/manage.ts';

const { actions, choosing, moving } = manage;

export class LinkHolder {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url: string): Promise<void> {
    // From elsewhere, so that another link is not just another place on the page.
    await this.page.goto('about:blank');
    await this.page.goto(url);
    await this.panel.waitFor();
  }

  get panel(): Locator {
    return this.page.locator('unknot-manage .panel');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  link(name: string): Locator {
    return this.panel.getByRole('link', { name, exact: true });
  }

  heading(name: string): Locator {
    return this.panel.getByRole('heading', { name, exact: true });
  }

  async sees(text: string): Promise<void> {
    await this.panel.getByText(text).first().waitFor();
  }

  /** That the booking stands so. */
  async stands(how: keyof typeof manage.stands): Promise<void> {
    await this.heading(manage.stands[how].title).waitFor();
  }

  async wantsAnotherTime(): Promise<void> {
    await this.button(actions.move).click();
    await this.heading(choosing.title).waitFor();
  }

  get times(): Locator {
    return this.panel.getByRole('list').getByRole('button', { name: /\d:\d\d/ });
  }

  /** @returns the instant picked, as the server wrote it */
  async picks(time: Locator): Promise<string> {
    const start = (await time.getAttribute('data-start')) ?? '';
    await time.click();
    await this.heading(moving.title).waitFor();
    return start;
  }

  isSureToMove = (): Promise<void> => this.button(moving.sure).click();

  async wantsToCancel(): Promise<void> {
    await this.button(actions.cancel).or(this.button(actions.cancelRequest)).click();
    await this.heading(manage.cancelling.title).or(this.heading(manage.cancelling.titleRequest)).waitFor();
  }

  isSureToCancel = (): Promise<void> => this.button(manage.cancelling.sure).click();

  async wantsToBeForgotten(): Promise<void> {
    await this.button(manage.data.erase).click();
    await this.heading(manage.erasing.title).waitFor();
  }

  isSureToBeForgotten = (): Promise<void> => this.button(manage.erasing.sure).click();

  /** The day and time that stands out on the page. */
  async timeShown(): Promise<string> {
    return this.panel.locator('.when strong').first().innerText();
  }

  addToCalendar = (): Locator => this.link(booking.booked.calendar);
}
