/** What a page may ask of the element: properties and methods, before and after its engine has come. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { answer, append, closePage, engineOf, newClinic, openPage, place, questionOf } from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('the element', () => {
  it('keeps its promise when the first question is there', async () => {
    const widget = append();
    await widget.ready;
    expect(questionOf(widget)).to.equal('goal');
  });

  it('begins anew', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    expect(questionOf(widget)).to.equal('now');
    widget.restart();
    await waitUntil(() => questionOf(widget) === 'goal');
  });

  it('begins anew as soon as there is an engine to do it', async () => {
    const widget = append();
    await nextFrame();
    widget.restart();
    await engineOf(widget);
    expect(questionOf(widget)).to.equal('goal');
  });

  it('shows in its attribute that it is open', () => {
    const widget = append();
    widget.open();
    expect(widget.hasAttribute('open')).to.equal(true);
    widget.close();
    expect(widget.hasAttribute('open')).to.equal(false);
    widget.toggle();
    expect(widget.hasAttribute('open')).to.equal(true);
  });

  it('comes into view, and has the focus, when it is opened in the page', async () => {
    const widget = await place();
    const before = document.createElement('p');
    before.style.blockSize = '300vh';
    widget.before(before);
    widget.open();
    const isSeen = () => {
      const { top, bottom } = widget.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    };
    await waitUntil(() => isSeen() && document.activeElement === widget);
    scrollTo(0, 0);
    widget.open();
    await waitUntil(isSeen, 'not brought back');
    before.remove();
  });

  it('is set up by one call', async () => {
    const widget = await place();
    const clinic = newClinic();
    widget.configure({ clinic, theme: 'dark', greet: true });
    expect(widget.getAttribute('clinic')).to.equal(clinic);
    expect(widget.getAttribute('theme')).to.equal('dark');
    expect(widget.getAttribute('greet')).to.equal('');
    widget.configure({ greet: false });
    expect(widget.hasAttribute('greet')).to.equal(false);
  });
});
