/** axe finds nothing on any screen, light or dark; what changes is told once; the focus is where the news is. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { booking } from '#words/en/booking.ts';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { CLINIC } from '../fixtures/clinic.ts';
import {
  answer,
  closePage,
  find,
  goTo,
  json,
  openPage,
  place,
  press,
  type Replies,
  screenOf,
  silence,
  typeInto,
  until,
} from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

interface View {
  readonly what: string;
  readonly replies?: Partial<Replies>;
  readonly go: (widget: UnknotIntake) => Promise<void>;
}

const answerAll = async (widget: UnknotIntake, ...values: readonly (string | readonly string[])[]): Promise<void> => {
  for (const value of values) await answer(widget, value);
};

async function send(widget: UnknotIntake): Promise<void> {
  await goTo(widget, 'review');
  for (const box of ['collect', 'conduct']) await press(widget, `[data-option=${box}]`);
  await press(widget, '[data-action=send]');
}

const N = ['none'];
const PAIN = ['pain', N, N, '18_49', N, '5', ['low_back'], 'gt3m', 'some', N, 'no', 'partial'] as const;

const VIEWS: readonly View[] = [
  { what: 'a single choice', go: async () => {} },
  { what: 'ticks', go: widget => answerAll(widget, 'pain') },
  {
    what: 'a slip',
    go: async widget => {
      await answer(widget, 'pain');
      await press(widget, '[data-action=continue]');
    },
  },
  { what: 'ticks in two groups', go: widget => answerAll(widget, ...PAIN.slice(0, 4)) },
  {
    what: 'the scale',
    go: async widget => {
      await answerAll(widget, ...PAIN.slice(0, 5));
      await press(widget, '[data-option="7"]');
    },
  },
  {
    what: 'an answer opened again',
    go: async widget => {
      await answerAll(widget, ...PAIN);
      await press(widget, '.turn:nth-child(4) [data-action=change]');
    },
  },
  {
    what: 'answers that no longer apply',
    go: async widget => {
      await answerAll(widget, ...PAIN);
      await press(widget, '[data-action=change]');
      await answer(widget, 'relax');
      await press(widget, '.turn:nth-child(7) [data-action=change]');
      await answer(widget, '1');
    },
  },
  { what: 'an emergency', go: widget => answerAll(widget, 'pain', ['stroke']) },
  { what: 'a doctor today', go: widget => answerAll(widget, 'pain', N, ['one_leg']) },
  { what: 'a doctor soon', go: widget => answerAll(widget, 'relax', N, ['lump'], '18_49', N, '1') },
  { what: 'the advice', go: widget => goTo(widget, 'recommended') },
  {
    what: 'the advice, all unfolded',
    go: async widget => {
      await goTo(widget, 'recommended');
      for (const details of widget.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    },
  },
  { what: 'free times', go: widget => goTo(widget, 'choosing') },
  {
    what: 'free times on their way',
    replies: { slots: silence },
    go: async widget => {
      await goTo(widget, 'recommended');
      await press(widget, '[data-action=book]');
    },
  },
  {
    what: 'no free times',
    replies: { slots: json({ timeZone: CLINIC.timeZone, days: [] }) },
    go: async widget => {
      await goTo(widget, 'recommended');
      await press(widget, '[data-action=book]');
      await until(widget, 'choosing', '.note');
    },
  },
  { what: 'the contact', go: widget => goTo(widget, 'contact') },
  {
    what: 'a contact with slips',
    go: async widget => {
      await goTo(widget, 'contact');
      await typeInto(widget, 'name', '');
      await typeInto(widget, 'email', 'robin');
      await press(widget, '[data-action=continue]');
      await until(widget, 'contact', '[aria-invalid]');
    },
  },
  {
    what: 'a call back',
    go: async widget => {
      await goTo(widget, 'recommended');
      await press(widget, '[data-action=callback]');
    },
  },
  { what: 'the review', go: widget => goTo(widget, 'review') },
  { what: 'sending', replies: { consultation: silence }, go: send },
  {
    what: 'not through yet',
    replies: { consultation: json({ thanks: true }, 201) },
    go: async widget => {
      await send(widget);
      await until(widget, 'unsent', '[data-action=retry]');
    },
  },
  { what: 'booked', go: widget => goTo(widget, 'booked') },
];

for (const { what, replies, go } of VIEWS) {
  it(`axe: ${what}`, async () => {
    openPage(replies);
    const widget = await place({ theme: 'light' });
    await go(widget);
    // What is still moving has no final colours.
    await Promise.all(
      widget.shadowRoot
        ?.getAnimations()
        .filter(doesEnd)
        .map(({ finished }) => finished) ?? [],
    );
    await expect(widget).to.be.accessible();
    widget.setAttribute('theme', 'dark');
    await nextFrame();
    await expect(widget).to.be.accessible();
  });
}

const doesEnd = (animation: Animation): boolean => animation.effect?.getComputedTiming().iterations !== Infinity;

const focused = (widget: UnknotIntake): Element | null | undefined => widget.shadowRoot?.activeElement;

describe('the focus', () => {
  it('stays with the page until somebody uses the widget', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const widget = await place();
    await waitUntil(() => find(widget, '.name').textContent !== '');
    expect(document.activeElement).to.equal(field);
    field.remove();
  });

  it('goes to each new question, and to the heading of each screen', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    expect(focused(widget)).to.equal(find(widget, '[data-question=now]'));
    await answer(widget, ['stroke']);
    expect(focused(widget)).to.equal(find(widget, 'h2'));
  });

  it('stays on a tick', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    find(widget, '[data-option=stroke]').focus();
    await press(widget, '[data-option=stroke]');
    expect(focused(widget)).to.equal(find(widget, '[data-option=stroke]'));
  });

  it('goes to the first field with a slip', async () => {
    const widget = await place();
    await goTo(widget, 'contact');
    await typeInto(widget, 'email', 'robin');
    find(widget, '[data-action=continue]').focus();
    await press(widget, '[data-action=continue]');
    await waitUntil(() => focused(widget) === find(widget, '#email'));
    const described = find(widget, '#email').getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map(id => find(widget, `#${id}`).textContent.trim()).join(' ')).to.contain(
      booking.contact.problems.bad_email,
    );
  });
});

it('of the conversation only the newest answer is told', async () => {
  const widget = await place();
  await answer(widget, 'relax');
  await answer(widget, ['none']);
  const live = [...(widget.shadowRoot?.querySelectorAll('.turn') ?? [])].map(turn => turn.getAttribute('aria-live'));
  expect(live.slice(1)).to.eql(['off', null]);
  expect(screenOf(widget)).to.equal('asking');
});
