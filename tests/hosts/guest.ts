/** Somebody who goes through a whole visit on a host, and stops on each screen to be looked at. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { route } from '#triage/route.ts';
import { outer } from '#words/en/outer.ts';
import { answersOf } from '../fixtures/booking.ts';
import { entriesOf, Visitor } from '../journeys/visitor.ts';

export type Stop = (screen: string) => Promise<void>;

export class Guest extends Visitor {
  /** There may be a second element below. */
  override get panel(): Locator {
    return super.panel.first();
  }

  /** Opens the bubble, where there is one, and waits for the first question. */
  async begin(mode: 'inline' | 'bubble'): Promise<void> {
    if (mode === 'bubble') await this.page.getByRole('button', { name: outer.launcher }).click();
    await this.seeQuestion('goal');
  }

  /** The clinic has come, and with it the last of the first screen. */
  seeClinic = (): Promise<void> => this.panel.locator('[data-action=call-clinic]').waitFor();

  /** @param meanwhile is done when two questions have been answered */
  async visit(stop: Stop, meanwhile: () => Promise<void>): Promise<void> {
    await stop('first');
    let given = 0;
    for (const [question, value] of entriesOf(route(answersOf('V49')).answers)) {
      if (question === 'soon' || question === 'pain_level') await this.seeQuestion(question).then(() => stop(question));
      await this.answer(question, value);
      if (++given === 2) await meanwhile();
    }
    await this.seeAdvice('RELAXATION');
    await stop('result');
    await this.book();
    await this.times.first().waitFor();
    await stop('times');
    await this.pickTime();
    await this.typeAsAPersonDoes();
    await stop('contact');
    await this.page.keyboard.press('Enter');
    await this.agree();
    await stop('review');
    await this.send();
    await this.seeBooked();
    await stop('booked');
  }

  /** Into the fields with a finger, then key by key: digits and spaces, too. */
  async typeAsAPersonDoes(): Promise<void> {
    const typed = { name: 'Jon Bering 3', email: 'jks77@mail.example' };
    for (const [field, text] of Object.entries(typed)) {
      const input = this.panel.locator(`#${field}`);
      await input.click();
      await this.page.keyboard.type(text);
      assert.equal(await input.inputValue(), text);
    }
  }
}

/** Whether the site's own way out is on the screen. */
export const seesFallback = (page: Page, text: string): Promise<void> => page.getByText(text).waitFor();
