/** A visitor in any browser, who finds everything by the documented hooks (`data-question`, `data-action` …). */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { AnswerValue } from '#triage/conditions.ts';
import type { ConsultationRequest } from '#triage/consultation.ts';
import { QUESTION_IDS, type QuestionId } from '#triage/questions.ts';
import { Aim, aim, hasFocus, Seen, seen, whereabouts } from './in-page.ts';
import type { Ground, Point } from './tab.ts';

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 25;
/** More than any browser takes for one double click. */
const DOUBLE_CLICK_MS = 600;
const NEAR_PX = 40;
const Sights = z.array(Seen);

export class Person {
  readonly #ground: Ground;
  #pressed = { x: 0, y: 0, at: 0, isBehind: false };

  /** @param ground the page, or the frame, that the widget is in */
  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Looks again until it is so, and gives what `look` gave then. */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    let trouble: unknown;
    do {
      try {
        const found = await look();
        if (found !== undefined) return found;
      } catch (error) {
        // The page may just be going, or its frame coming.
        trouble = error;
      }
      await pause(LOOK_AGAIN_MS);
    } while (Date.now() < end);
    throw new Error(`waited in vain: ${what} (${await this.#whereabouts()})`, { cause: trouble });
  }

  /** Whatever can be seen now and is named by the selector. */
  async all(selector: string): Promise<readonly Seen[]> {
    return Sights.parse(await this.#ground.run(seen(selector)));
  }

  /** Waits until something that is named by the selector, and says the text, can be seen. */
  see(selector: string, text = ''): Promise<Seen> {
    const what = text === '' ? selector : `“${text}” in ${selector}`;
    return this.until(what, async () => (await this.all(selector)).find(each => each.text.includes(text)));
  }

  /** Waits until nothing that is named by the selector can be seen. */
  async gone(selector: string): Promise<void> {
    await this.until(`${selector} to go`, async () => (await this.all(selector)).length === 0 || undefined);
  }

  seeScreen = (name: string): Promise<Seen> => this.see(`[data-screen=${name}]`);

  seeQuestion = (question: QuestionId): Promise<Seen> => this.see(`[data-question=${question}]`);

  /** Presses what is named by the selector as soon as it has come to rest. */
  async press(selector: string, times: 1 | 2 = 1): Promise<void> {
    await this.#ground.press(await this.#point(selector), times);
  }

  keys = (...keys: readonly string[]): Promise<void> => this.#ground.keys(keys);

  /** Types into a field, instead of what is in it. */
  async type(selector: string, text: string): Promise<void> {
    await this.press(selector);
    await this.keys('Control+a', ...text);
  }

  async hasFocus(selector: string): Promise<boolean> {
    return (await this.#ground.run(hasFocus(selector))) === true;
  }

  /** Answers the question when it is asked. */
  async answer(question: QuestionId, value: AnswerValue): Promise<void> {
    const group = `[data-question=${question}]`;
    for (const option of [value].flat()) await this.press(`${group} [data-option="${option}"]`);
    if (typeof value !== 'string') await this.press(`${group} [data-action=continue]`);
  }

  async answerAll(answers: ConsultationRequest['answers']): Promise<void> {
    for (const [question, value] of inOrder(answers)) await this.answer(question, value);
  }

  /** From the result to the last button before sending. @returns the instant of the time that was picked */
  async prepare(name: string, email: string): Promise<string> {
    await this.press('[data-action=book]');
    const { attributes } = await this.see('[data-action=pick]');
    await this.press('[data-action=pick]');
    await this.type('#name', name);
    await this.type('#email', email);
    await this.press('[data-action=continue]');
    await this.agree();
    return attributes['data-start'] ?? assert.fail('a time says no start');
  }

  async agree(): Promise<void> {
    for (const consent of ['collect', 'conduct']) await this.press(`[data-option=${consent}]`);
  }

  /**
   * Where to press: not in the middle, one time a little before it and one time behind it. A hand that comes down at
   * once where it has just been would make a double click of two clicks, so it waits.
   */
  async #point(selector: string): Promise<Point> {
    const { x, y, width } = await this.until(`${selector} to press`, async () => {
      const found = Aim.parse(await this.#ground.run(aim(selector, 0)));
      if ('hidden' in found) throw new Error(found.hidden);
      return found;
    });
    const before = this.#pressed;
    const point = { x: x + (before.isBehind ? -1 : 1) * Math.min(width / 5, 40), y };
    const since = Date.now() - before.at;
    if (Math.hypot(point.x - before.x, point.y - before.y) < NEAR_PX) await pause(Math.max(0, DOUBLE_CLICK_MS - since));
    this.#pressed = { ...point, at: Date.now(), isBehind: !before.isBehind };
    return point;
  }

  #whereabouts = (): Promise<unknown> => this.#ground.run(whereabouts()).catch(error => String(error));
}

/** Answers in the order in which they are asked for. */
export const inOrder = (answers: ConsultationRequest['answers']): readonly (readonly [QuestionId, AnswerValue])[] =>
  QUESTION_IDS.flatMap(question => {
    const value = answers[question];
    return value === undefined ? [] : [[question, value] as const];
  });
