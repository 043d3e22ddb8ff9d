/** What the scripts of a whole visit weigh: from the first question to the last button before sending. */
import { answersOf } from '../fixtures/booking.ts';
import { launch } from '../fixtures/browser.ts';
import { NOW } from '../fixtures/server.ts';
import { AT_HOME } from '../journeys/stage.ts';
import { Visitor } from '../journeys/visitor.ts';

export interface VisitBytes {
  readonly scripts: number;
  /** As they came over the line, without the headers. */
  readonly bytes: number;
}

export async function weighVisit(url: string): Promise<VisitBytes> {
  const browser = await launch();
  try {
    const context = await browser.newContext(AT_HOME);
    await context.clock.setFixedTime(NOW);
    const I = new Visitor(await context.newPage());
    const sizes: Promise<number>[] = [];
    I.page.on('requestfinished', request => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then(size => size.responseBodySize));
    });
    await I.goTo(url);
    await I.answerAll(answersOf('V62'));
    await I.seeAdvice('MEDICAL');
    await I.prepare({ name: 'Robin Vale', email: 'robin@mail.example', phone: '(212) 555-0142' });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { scripts: sizes.length, bytes };
  } finally {
    await browser.close();
  }
}
