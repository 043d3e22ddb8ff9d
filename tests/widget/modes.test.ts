/** The tag as a bubble and as a dialog: what opens and closes it, where the keyboard goes, and what the tab remembers. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import '../../widget/modes/outer.view.ts';
import '../../widget/modes/room.ts';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { CLINIC } from '../fixtures/clinic.ts';
import { append, closePage, find, has, json, listenToErrors, newClinic, openPage, requests } from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

/** Waits for the launcher of a bubble. */
async function bubble(attributes: Readonly<Record<string, string>> = {}, inside = ''): Promise<UnknotIntake> {
  const widget = append({ mode: 'bubble', ...attributes }, inside);
  await waitUntil(() => has(widget, '.launcher'), 'no launcher');
  return widget;
}

const launcher = (widget: UnknotIntake): HTMLElement => find(widget, '.launcher');
const isShown = (widget: UnknotIntake): boolean => has(widget, '.window:popover-open, .window:modal');
const nested = (widget: UnknotIntake): HTMLElement => find(widget, '.content');
const focused = (widget: UnknotIntake): Element | null =>
  widget.shadowRoot?.querySelector('.content')?.shadowRoot?.activeElement ?? null;

async function open(widget: UnknotIntake): Promise<void> {
  launcher(widget).click();
  await waitUntil(() => isShown(widget), 'no window');
  await waitUntil(() => focused(widget) !== null, 'no focus in the window');
}

const pressEscape = (at: Element): boolean =>
  at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }));

describe('a bubble', () => {
  it('is a launcher and nothing else until it is opened', async () => {
    const widget = await bubble();
    expect(launcher(widget).getAttribute('aria-expanded')).to.equal('false');
    expect(has(widget, '.content')).to.equal(false);
    expect(isShown(widget)).to.equal(false);
    expect(getComputedStyle(widget).display).to.equal('contents');
  });

  it('says that it is ready with its launcher, and once', async () => {
    let times = 0;
    const count = () => {
      times += 1;
    };
    document.addEventListener('unknot-ready', count);
    const widget = await bubble();
    await widget.ready;
    await open(widget);
    document.removeEventListener('unknot-ready', count);
    expect(times).to.equal(1);
  });

  it('opens, gives the keyboard to the question, and Escape gives it back to the launcher', async () => {
    const widget = await bubble();
    launcher(widget).focus();
    await open(widget);
    expect(widget.hasAttribute('open')).to.equal(true);
    expect(launcher(widget).getAttribute('aria-expanded')).to.equal('true');
    expect(focused(widget)?.getAttribute('data-question')).to.equal('goal');
    pressEscape(focused(widget) ?? widget);
    expect(widget.hasAttribute('open')).to.equal(false);
    expect(isShown(widget)).to.equal(false);
    expect(launcher(widget).getAttribute('aria-expanded')).to.equal('false');
    expect(widget.shadowRoot?.activeElement === launcher(widget)).to.equal(true);
  });

  it('keeps the visit while it is closed', async () => {
    const widget = await bubble();
    await open(widget);
    const content = nested(widget);
    find(widget, '.close').click();
    await open(widget);
    expect(nested(widget) === content).to.equal(true);
  });

  it('gives the keyboard back to what opened it', async () => {
    const widget = await bubble();
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    widget.open();
    await waitUntil(() => focused(widget) !== null);
    find(widget, '.close').click();
    expect(document.activeElement === button).to.equal(true);
    button.remove();
  });

  it('closed by the page, it leaves a keyboard that is elsewhere where it is', async () => {
    const widget = await bubble();
    await open(widget);
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    widget.close();
    expect(document.activeElement === field).to.equal(true);
    field.remove();
  });

  it('tells the page of opening and closing, once each', async () => {
    const told: string[] = [];
    const tell = ({ type }: Event) => void told.push(type);
    for (const type of ['unknot-open', 'unknot-close'] as const) document.addEventListener(type, tell);
    const widget = await bubble();
    await open(widget);
    widget.open();
    document.body.prepend(widget);
    await nextFrame();
    widget.close();
    widget.close();
    for (const type of ['unknot-open', 'unknot-close'] as const) document.removeEventListener(type, tell);
    expect(told).to.eql(['unknot-open', 'unknot-close']);
  });

  it('an Escape that the page has handled closes nothing, and the page hears of none that does', async () => {
    const widget = await bubble();
    await open(widget);
    let heard = 0;
    const hear = () => {
      heard += 1;
    };
    document.addEventListener('keydown', hear);
    const prevent = (event: Event) => event.preventDefault();
    document.addEventListener('keydown', prevent, { capture: true });
    pressEscape(nested(widget));
    expect(isShown(widget)).to.equal(true);
    document.removeEventListener('keydown', prevent, { capture: true });
    heard = 0;
    pressEscape(nested(widget));
    document.removeEventListener('keydown', hear);
    expect(isShown(widget)).to.equal(false);
    expect(heard).to.equal(0);
  });

  it('stays open when it is moved, and comes back open when it was taken away', async () => {
    const widget = await bubble();
    await open(widget);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(widget);
    await waitUntil(() => isShown(widget));
    widget.remove();
    expect(isShown(widget)).to.equal(false);
    await new Promise(requestAnimationFrame);
    document.body.append(widget);
    await waitUntil(() => isShown(widget));
    expect(widget.hasAttribute('open')).to.equal(true);
    box.remove();
  });

  it('asks the server for its accent, and paints the launcher with it', async () => {
    openPage({ clinic: json({ ...CLINIC, theme: { accent: '#2f6f5e' } }) });
    const widget = await bubble();
    await waitUntil(() => getComputedStyle(launcher(widget)).backgroundColor === 'rgb(47, 111, 94)');
    expect(requests).to.have.length(1);
  });

  it('an accent of the page’s own wins', async () => {
    const widget = append({ mode: 'bubble' });
    widget.style.setProperty('--unknot-accent', '#ffe08a');
    await waitUntil(() => has(widget, '.launcher') && requests.length > 0);
    await nextFrame();
    const { backgroundColor, color } = getComputedStyle(launcher(widget));
    expect(backgroundColor).to.equal('rgb(255, 224, 138)');
    expect(color).to.match(/\(srgb-linear 0 0 0\)|rgb\(0, 0, 0\)/);
  });

  it('language and theme reach the visit, however late', async () => {
    const widget = await bubble();
    await open(widget);
    widget.setAttribute('theme', 'dark');
    widget.lang = 'en-GB';
    await nextFrame();
    expect(nested(widget).getAttribute('theme')).to.equal('dark');
    expect(nested(widget).lang).to.equal('en-GB');
  });

  it('another clinic is another visit, in a window that stays open', async () => {
    const widget = await bubble();
    await open(widget);
    const before = nested(widget);
    const clinic = newClinic();
    widget.setAttribute('clinic', clinic);
    await waitUntil(() => has(widget, '.content') && nested(widget) !== before);
    expect(nested(widget).getAttribute('clinic')).to.equal(clinic);
    await waitUntil(() => isShown(widget));
  });

  it('becomes a dialog, and part of the page, and a bubble again', async () => {
    const widget = await bubble();
    await open(widget);
    widget.setAttribute('mode', 'dialog');
    await waitUntil(() => has(widget, '.window:modal'));
    expect(has(widget, '.launcher')).to.equal(false);
    widget.setAttribute('mode', 'inline');
    await waitUntil(() => has(widget, '[data-question=goal]'));
    expect(getComputedStyle(widget).display).to.equal('block');
    widget.setAttribute('mode', 'bubble');
    await waitUntil(() => has(widget, '.launcher'));
    expect(has(widget, '[data-question=goal]')).to.equal(false);
  });

  it('two on one page open each for itself', async () => {
    const [one, two] = [await bubble(), await bubble({ placement: 'start' })];
    await open(two);
    expect(isShown(one)).to.equal(false);
    await open(one);
    expect(isShown(two)).to.equal(true);
  });
});

describe('the corner', () => {
  const place = (widget: UnknotIntake) => {
    const { left, right, bottom } = launcher(widget).getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    return {
      left: Math.round(left),
      right: Math.round(clientWidth - right),
      bottom: Math.round(clientHeight - bottom),
    };
  };

  it('is the end of the line, or its start', async () => {
    const widget = await bubble();
    expect(place(widget)).to.include({ right: 16, bottom: 16 });
    widget.setAttribute('placement', 'start');
    expect(place(widget)).to.include({ left: 16, bottom: 16 });
  });

  it('is the other one where lines run from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const widget = await bubble();
    expect(place(widget)).to.include({ left: 16, bottom: 16 });
    document.documentElement.removeAttribute('dir');
  });

  it('is as far from the edges as the page says', async () => {
    const widget = await bubble();
    widget.style.setProperty('--unknot-offset-x', '40px');
    widget.style.setProperty('--unknot-offset-y', '90px');
    expect(place(widget)).to.include({ right: 40, bottom: 90 });
  });

  it('is there though an ancestor is transformed and hides what overflows', async () => {
    const box = document.createElement('div');
    box.style.cssText = 'transform: translateX(0); overflow: hidden; inline-size: 300px; block-size: 40px';
    document.body.append(box);
    const widget = append({ mode: 'bubble' });
    box.append(widget);
    await waitUntil(() => has(widget, '.corner:popover-open'), 'not rescued');
    expect(place(widget)).to.include({ right: 16, bottom: 16 });
    await open(widget);
    box.remove();
  });

  it('is left alone where it is right', async () => {
    const widget = await bubble();
    await nextFrame();
    await nextFrame();
    expect(has(widget, '.corner:popover-open')).to.equal(false);
  });
});

it('becomes a sealed visit in the page, and leaves no launcher behind', async () => {
  const widget = await bubble({ sealed: '' });
  widget.setAttribute('mode', 'inline');
  await waitUntil(() => has(widget, '.box iframe'));
  expect(has(widget, '.launcher')).to.equal(false);
});

describe('what the tab remembers', () => {
  const keyOf = (clinic: string): string => `unknot:${location.origin}:${clinic}:open`;

  it('an open bubble is open on the next page, and takes no focus there', async () => {
    const clinic = newClinic();
    const first = await bubble({ clinic });
    await open(first);
    expect(sessionStorage.getItem(keyOf(clinic))).to.equal('open');
    first.remove();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const second = await bubble({ clinic });
    await waitUntil(() => isShown(second) && nested(second).shadowRoot?.querySelector('[data-question]'));
    expect(second.hasAttribute('open')).to.equal(true);
    expect(document.activeElement === field).to.equal(true);
    field.remove();
  });

  it('a closed one stays closed', async () => {
    const clinic = newClinic();
    const first = await bubble({ clinic });
    await open(first);
    find(first, '.close').click();
    expect(sessionStorage.getItem(keyOf(clinic))).to.equal('closed');
    first.remove();
    const second = await bubble({ clinic });
    await nextFrame();
    expect(second.hasAttribute('open')).to.equal(false);
  });

  it('a page without storage has a bubble all the same', async () => {
    const real = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      const widget = await bubble({ greet: '' });
      await open(widget);
      find(widget, '.close').click();
      expect(isShown(widget)).to.equal(false);
    } finally {
      if (real) Object.defineProperty(window, 'sessionStorage', real);
    }
  });
});

describe('a dialog', () => {
  async function dialog(): Promise<UnknotIntake> {
    const widget = append({ mode: 'dialog' });
    await waitUntil(() => has(widget, '.window'));
    return widget;
  }

  it('shows nothing until it is opened, then all of it, over the page', async () => {
    const widget = await dialog();
    expect(isShown(widget)).to.equal(false);
    expect(has(widget, '.launcher')).to.equal(false);
    widget.open();
    await waitUntil(() => focused(widget) !== null);
    expect(has(widget, '.window:modal')).to.equal(true);
    expect(focused(widget)?.getAttribute('data-question')).to.equal('goal');
    pressEscape(nested(widget));
    expect(isShown(widget)).to.equal(false);
  });

  it('a click beside it closes it; a press that began inside does not', async () => {
    const widget = await dialog();
    widget.open();
    await waitUntil(() => isShown(widget));
    const window = find(widget, '.window');
    const { left, top } = window.getBoundingClientRect();
    const pressAndRelease = (pressed: Element, clientX: number) => {
      pressed.dispatchEvent(
        new PointerEvent('pointerdown', { bubbles: true, composed: true, clientX, clientY: top + 9 }),
      );
      window.click();
    };
    pressAndRelease(nested(widget), left + 9);
    expect(isShown(widget)).to.equal(true);
    pressAndRelease(window, left + 9);
    expect(isShown(widget), 'where nothing is in it yet').to.equal(true);
    pressAndRelease(window, left - 9);
    expect(isShown(widget)).to.equal(false);
  });

  it('where the page does not display it, it does not open, and says so', async () => {
    const said = listenToErrors();
    const widget = await dialog();
    widget.hidden = true;
    widget.open();
    await waitUntil(() => said.length > 0);
    expect(said[0]).to.contain('not_displayed');
    expect(has(widget, ':modal')).to.equal(false);
    expect(widget.hasAttribute('open')).to.equal(false);
    widget.hidden = false;
    widget.open();
    await waitUntil(() => focused(widget) !== null);
  });

  it('opens from within another component, whatever the page does with the click', async () => {
    const widget = await dialog();
    const box = document.createElement('div');
    box.attachShadow({ mode: 'open' }).innerHTML = '<p><a href="#x" data-unknot-open><b>Find out</b></a></p>';
    document.body.append(box);
    box.addEventListener('click', event => event.stopPropagation());
    const link = box.shadowRoot?.querySelector('b');
    link?.click();
    expect(widget.hasAttribute('open')).to.equal(true);
    expect(location.hash).to.equal('');
    box.remove();
  });

  it('closed by the browser itself, the host knows it', async () => {
    const widget = await dialog();
    widget.open();
    await waitUntil(() => isShown(widget));
    const window = find(widget, 'dialog');
    if (window instanceof HTMLDialogElement) window.close();
    await waitUntil(() => !widget.hasAttribute('open'));
  });
});

it('what stands between the tags shows in the window where the visit cannot start', async () => {
  listenToErrors();
  const widget = await bubble({}, '<a href="tel:+12125550142">Call us</a>');
  await open(widget);
  nested(widget).removeAttribute('clinic');
  const inner = nested(widget).querySelector('slot');
  expect(inner?.assignedElements().map(({ textContent }) => textContent)).to.eql(['Call us']);
});

it('axe: closed, greeting, open; in light and dark', async () => {
  const widget = await bubble();
  await expect(widget).to.be.accessible();
  await open(widget);
  await Promise.all(
    find(widget, '.window')
      .getAnimations()
      .map(({ finished }) => finished),
  );
  await waitUntil(() => nested(widget).shadowRoot?.querySelector('.name')?.textContent !== '');
  await expect(widget).to.be.accessible();
  widget.setAttribute('theme', 'dark');
  await nextFrame();
  await expect(widget).to.be.accessible();
});
