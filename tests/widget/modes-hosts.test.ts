/** A bubble on pages that mean no harm and do some, on a phone with its keyboard out, and sealed. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import '../../widget/modes/outer.view.ts';
import '../../widget/modes/room.ts';
import { followVisualViewport } from '../../widget/modes/visual-viewport.ts';
import '../../widget/sealed/sealed-frame.ts';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { append, closePage, find, has, listenToErrors, openPage } from './page.ts';

let sheet: HTMLStyleElement;
beforeEach(() => {
  openPage();
  sheet = document.createElement('style');
  document.head.append(sheet);
});
afterEach(() => {
  sheet.remove();
  closePage();
});

async function bubble(attributes: Readonly<Record<string, string>> = {}, inside = ''): Promise<UnknotIntake> {
  const widget = append({ mode: 'bubble', ...attributes }, inside);
  await waitUntil(() => has(widget, '.launcher'), 'no launcher');
  return widget;
}

const isOpen = (widget: UnknotIntake): boolean => has(widget, '.window:popover-open');

/** Can be seen, and is what a finger at its middle meets. */
function expectUsable(root: ShadowRoot | null | undefined, selector: string): void {
  const target = root?.querySelector(selector);
  if (!root || !target) throw new Error(`no ${selector}`);
  target.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = target.getBoundingClientRect();
  expect(Math.min(width, height), `${selector} is large enough`).to.be.at.least(24);
  const met = root.elementFromPoint(left + width / 2, top + height / 2);
  expect(target.contains(met), `${selector} is met by ${met?.outerHTML.slice(0, 80)}`).to.equal(true);
}

const SHEETS = [
  '* { all: unset !important }',
  '* { box-sizing: content-box; line-height: 0; font-size: 40px !important }',
  'button { all: initial } dialog, [popover] { display: none !important }',
  'html { font-size: 62.5% }',
  '* { color: red !important; background: red !important }',
  'body { transform: translateX(10px); overflow: hidden; block-size: 20px } body * { float: left }',
  'unknot-intake { display: block; transform: scale(1); overflow: hidden; block-size: 10px }',
  'body { line-height: 0; letter-spacing: 1em; text-transform: uppercase; white-space: nowrap }',
];
for (const css of SHEETS) {
  it(css, async () => {
    sheet.textContent = css;
    const widget = await bubble();
    const { left, right } = find(widget, '.launcher').getBoundingClientRect();
    expect(right - left).to.be.at.least(44);
    // Astray, it takes a frame or two to be found out.
    await nextFrame();
    await nextFrame();
    await nextFrame();
    expectUsable(widget.shadowRoot, '.launcher');
    find(widget, '.launcher').click();
    await waitUntil(() => isOpen(widget));
    await Promise.all(
      find(widget, '.window')
        .getAnimations()
        .map(({ finished }) => finished),
    );
    await waitUntil(() => find(widget, '.content').shadowRoot?.querySelector('[data-option=relax]'));
    expectUsable(find(widget, '.content').shadowRoot, '[data-option=relax]');
    find(widget, '.close').click();
    expect(isOpen(widget)).to.equal(false);
  });
}

it('on-screen keyboards: what is shown follows what can be seen, and no longer than it is shown', () => {
  const seen = window.visualViewport;
  if (!seen) throw new Error('no visual viewport');
  const element = document.createElement('div');
  const shrinkTo = (height: number, scale = 1) => {
    Object.defineProperties(seen, {
      height: { configurable: true, value: height },
      scale: { configurable: true, value: scale },
    });
    seen.dispatchEvent(new Event('resize'));
    return element.style.getPropertyValue('--seen-height');
  };
  const stop = followVisualViewport(element);
  expect(shrinkTo(300)).to.equal('300px');
  expect(shrinkTo(150, 2), 'zoomed in').to.equal('300px');
  stop();
  expect(shrinkTo(400)).to.equal('300px');
  for (const name of ['height', 'scale']) Reflect.deleteProperty(seen, name);
});

describe('sealed', () => {
  it('asks nothing of the page’s network, and makes a frame when it is opened', async () => {
    const asked: string[] = [];
    const { fetch } = window;
    window.fetch = (input, init) => {
      asked.push(String(input));
      return fetch(input, init);
    };
    const widget = await bubble({ sealed: '' });
    expect(has(widget, 'iframe')).to.equal(false);
    find(widget, '.launcher').click();
    await waitUntil(() => has(widget, 'iframe'));
    expect(asked).to.eql([]);
  });

  it('taken away it lets go of its frame, and has another when it comes back', async () => {
    const widget = await bubble({ sealed: '' });
    widget.open();
    await waitUntil(() => has(widget, 'iframe'));
    const frame = find(widget, 'iframe');
    widget.remove();
    expect(has(widget, 'iframe')).to.equal(false);
    document.body.append(widget);
    await waitUntil(() => has(widget, 'iframe'));
    expect(find(widget, 'iframe') === frame).to.equal(false);
  });

  it('in the page’s text it has a box of its own, in the place of its picture', async () => {
    const widget = append({ sealed: '' });
    await nextFrame();
    const { height } = widget.getBoundingClientRect();
    expect(height).to.be.at.least(280);
    await waitUntil(() => has(widget, '.box > iframe'));
    expect(widget.getBoundingClientRect().height).to.equal(height);
    expect(has(widget, '.box > .panel')).to.equal(true);
  });

  it('a frame that never answers gives way to what stands between the tags', async () => {
    const errors = listenToErrors();
    const { setTimeout: real } = window;
    Reflect.set(window, 'setTimeout', (call: () => void, ms: number) => real(call, ms === 10_000 ? 0 : ms));
    const widget = await bubble({ sealed: '' }, '<a href="tel:+12125550142">Call us</a>');
    widget.open();
    await waitUntil(() => has(widget, '.window > slot'));
    Reflect.set(window, 'setTimeout', real);
    expect(find(widget, 'iframe').checkVisibility()).to.equal(false);
    expect(widget.querySelector('a')?.checkVisibility()).to.equal(true);
    expect(errors.join()).to.contain('frame_unreachable');
  });
});
