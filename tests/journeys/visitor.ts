/** A visitor of a clinic's page, who goes by what a person sees and hears: roles, names, the words of the catalogues. */
import type { Locator, Page, Request } from 'playwright-core';
import type { AnswerValue } from '#triage/conditions.ts';
import type { PartOfDay } from '#triage/parts-of-day.ts';
import type { QuestionId } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import type { MassageType } from '#triage/techniques.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';

export type Answers = Readonly<Partial<Record<QuestionId, unknown>>>;

export interface ContactCard {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** A free time as it was offered. */
export interface PickedTime {
  /** The instant, as the server wrote it. */
  readonly start: string;
  /** `Tuesday, December 1, 10:00 AM`. */
  readonly said: string;
}

const { chat } = asking;

export class Visitor {
  readonly page: Page;
  readonly #requests: Request[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('request', request => this.#requests.push(request));
  }

  /** Everything that was sent so far: each request that is more than a question to the server, or for a challenge. */
  get sent(): readonly Request[] {
    return this.#requests.filter(request => request.postData() !== null);
  }

  /** The widget. */
  get panel(): Locator {
    return this.page.getByRole('region', { name: chat.label, exact: true });
  }

  /** The conversation so far. */
  get log(): Locator {
    return this.panel.getByRole('log');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  link(name: string): Locator {
    return this.panel.getByRole('link', { name, exact: true });
  }

  /** What is told beside the screen, once. */
  notice(text: string): Locator {
    return this.panel.getByRole('status').getByText(text);
  }

  heading(name: string): Locator {
    return this.panel.getByRole('heading', { name, exact: true });
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
    await this.log.waitFor();
  }

  // Asked

  /** The current question, put one way or the other. */
  question(question: QuestionId): Locator {
    const named = (name: string) => this.panel.getByRole('group', { name, exact: true });
    const usual = named(asking.questions[question].text);
    return question === 'prior' ? usual.or(named(asking.priorWithoutComplaint.text)) : usual;
  }

  async seeQuestion(question: QuestionId): Promise<void> {
    await this.question(question).waitFor();
  }

  /** One choice of the current question, as long as it is the current one. */
  choice(question: QuestionId, option: string | number): Locator {
    const group = this.question(question);
    if (typeof option === 'number') return group.getByRole('radio', { name: chat.scaleValue(option), exact: true });
    const named = (name: string) =>
      group.getByRole('button', { name, exact: true }).or(group.getByRole('checkbox', { name, exact: true }));
    const calm: Readonly<Record<string, string>> = asking.priorWithoutComplaint.options;
    const usual = named(optionName(question, option));
    const calmName = calm[option];
    return question === 'prior' && calmName !== undefined ? usual.or(named(calmName)) : usual;
  }

  /** @param how `clickCount: 2` answers as an impatient hand does */
  async answer(question: QuestionId, value: AnswerValue, how: { clickCount?: 1 | 2 } = {}): Promise<void> {
    if (typeof value === 'string') return this.choice(question, value).click(how);
    await this.tick(question, value);
    await this.goOn(how);
  }

  async tick(question: QuestionId, value: number | readonly string[]): Promise<void> {
    for (const option of typeof value === 'number' ? [value] : value) await this.choice(question, option).check();
  }

  async goOn(how: { clickCount?: 1 | 2 } = {}): Promise<void> {
    const anyCount = new RegExp(`^${chat.continue}\\b`);
    await this.panel.getByRole('button', { name: anyCount }).click(how);
  }

  /** Answers whatever is asked, in the order it is asked, until these answers are given. */
  async answerAll(answers: Answers): Promise<void> {
    for (const [question, value] of entriesOf(route(answers).answers)) await this.answer(question, value);
  }

  /** The bubbles that this question and its answer have become. */
  turn(question: QuestionId): Locator {
    return this.log.locator('.turn').filter({ hasText: asking.questions[question].text });
  }

  async change(question: QuestionId): Promise<void> {
    const named = (text: string) => this.log.getByRole('button', { name: chat.changeAnswer(text), exact: true });
    const usual = named(asking.questions[question].text);
    await (question === 'prior' ? usual.or(named(asking.priorWithoutComplaint.text)) : usual).click();
  }

  goBack = (): Promise<void> => this.button(chat.back).click();

  /** The browser's own Back. */
  async pressBack(): Promise<void> {
    await this.seePainted();
    await this.page.goBack();
  }

  /** Then the browser's history knows of the screen, too. */
  async seePainted(): Promise<void> {
    await this.page.evaluate(() => new Promise(painted => requestAnimationFrame(() => setTimeout(painted))));
  }

  // Advised

  async seeAdvice(type: MassageType): Promise<void> {
    await this.heading(booking.result.looksRight(booking.types[type].name)).waitFor();
  }

  /** Opens a part that is folded. */
  async unfold(title: string): Promise<void> {
    await this.panel.getByText(title, { exact: true }).click();
  }

  async see(text: string): Promise<void> {
    await this.panel.getByText(text).first().waitFor();
  }

  // Booking

  async book(): Promise<void> {
    const { book, bookTalk } = booking.result;
    await this.button(book).or(this.button(bookTalk)).click();
    await this.heading(booking.slots.title).waitFor();
  }

  /** The times of the day that is open, or those offered instead of a lost one. */
  get times(): Locator {
    return this.panel.getByRole('list').getByRole('button', { name: /\d:\d\d/ });
  }

  async pickTime(nth = 0): Promise<PickedTime> {
    const time = this.times.nth(nth);
    const picked = {
      start: (await time.getAttribute('data-start')) ?? '',
      said: (await time.getAttribute('aria-label')) ?? '',
    };
    await time.click();
    await this.field(/./).first().waitFor();
    return picked;
  }

  async askForCall(): Promise<void> {
    const { callMe } = booking.result;
    await this.button(callMe).or(this.button(booking.slots.noneSuits)).or(this.button(booking.review.callback)).click();
    await this.field(booking.contact.phone).waitFor();
  }

  /** A text field by its label; what is optional says so behind it. */
  field(label: string | RegExp): Locator {
    const name = typeof label === 'string' ? new RegExp(`^${label}`) : label;
    return this.panel.getByRole('textbox', { name });
  }

  async giveContact(card: ContactCard): Promise<void> {
    await this.typeContact(card);
    await this.goOn();
    await this.heading(booking.review.title).waitFor();
  }

  async typeContact({ name, email, phone }: ContactCard): Promise<void> {
    const { contact } = booking;
    await this.field(contact.name).or(this.field(contact.nameGuardian)).fill(name);
    if (email !== undefined) await this.field(contact.email).fill(email);
    if (phone !== undefined) await this.field(contact.phone).fill(phone);
  }

  async preferCall(part: PartOfDay): Promise<void> {
    await this.panel.getByRole('checkbox', { name: booking.slots.parts[part], exact: true }).check();
  }

  async agree(): Promise<void> {
    await this.consent('collect').check();
    await this.consent('conduct').check();
  }

  consent(to: 'collect' | 'conduct'): Locator {
    return this.panel.getByRole('checkbox', { name: booking.review[to], exact: true });
  }

  get sendButton(): Locator {
    return this.button(booking.review.send).or(this.button(booking.review.callback));
  }

  send = (): Promise<void> => this.sendButton.click();

  async seeBooked(): Promise<void> {
    await this.heading(booking.booked.title).waitFor();
  }

  async seeCallPromised(): Promise<void> {
    await this.heading(booking.booked.titleCallback).waitFor();
  }

  /** From the result to the last button before sending. */
  async prepare(card: ContactCard): Promise<PickedTime> {
    await this.book();
    const time = await this.pickTime();
    await this.giveContact(card);
    await this.agree();
    return time;
  }
}

export const entriesOf = (answers: Readonly<Partial<Record<QuestionId, AnswerValue>>>) =>
  Object.entries(answers) as readonly (readonly [QuestionId, AnswerValue])[];

function optionName(question: QuestionId, option: string): string {
  const names: Readonly<Record<string, string>> = asking.questions[question].options;
  const name = names[option];
  if (name === undefined) throw new Error(`${question} has no option ${option}`);
  return name;
}
