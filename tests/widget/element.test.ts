/** The tag on a host page: what it needs, what it shows at once, how it bears being moved, doubled and left. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { UnknotIntake } from '../../widget/unknot-intake.ts';
import {
  answer,
  append,
  closePage,
  engineOf,
  find,
  goTo,
  has,
  listenToErrors,
  newClinic,
  noticeOf,
  offline,
  openPage,
  place,
  press,
  questionOf,
  requests,
  screenOf,
  silence,
  until,
} from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('before the engine has come', () => {
  it('a tap is the answer, though the element is moved and taken away meanwhile', async () => {
    const widget = append();
    await nextFrame();
    find(widget, '[data-option=pain]').click();
    const box = document.createElement('div');
    document.body.append(box);
    box.append(widget);
    box.remove();
    await import('../../widget/intake.view.ts');
    await nextFrame();
    document.body.append(widget);
    await waitUntil(() => questionOf(widget) === 'now');
    expect(find(widget, '.reply').textContent).to.contain('To ease a pain that bothers me');
  });

  it('a tap between the engine and its machine is the answer, and the last of two is', async () => {
    const begin = Promise.withResolvers<void>();
    const { setTimeout: real } = window;
    // The engine lets the page breathe before it starts its machine: here it breathes as long as the test wants.
    let isBreathing = false;
    Reflect.set(window, 'setTimeout', (work: () => void, ms?: number) => {
      if (ms !== undefined) return real(work, ms);
      isBreathing = true;
      return begin.promise.then(work);
    });
    const widget = append();
    await waitUntil(() => isBreathing);
    find(widget, '[data-option=sport]').click();
    find(widget, '[data-option=pain]').click();
    Reflect.set(window, 'setTimeout', real);
    begin.resolve();
    await waitUntil(() => questionOf(widget) === 'now');
    expect(find(widget, '.reply').textContent).to.contain('To ease a pain that bothers me');
  });

  it('another clinic begins anew', async () => {
    const widget = append();
    await nextFrame();
    find(widget, '[data-option=pain]').click();
    widget.setAttribute('clinic', newClinic());
    await engineOf(widget);
    expect(questionOf(widget)).to.equal('goal');
  });

  it('says once that it is ready', async () => {
    let times = 0;
    const count = () => {
      times += 1;
    };
    document.addEventListener('unknot-ready', count);
    const widget = append();
    document.body.prepend(widget);
    await engineOf(widget);
    document.body.append(widget);
    await nextFrame();
    document.removeEventListener('unknot-ready', count);
    expect(times).to.equal(1);
  });
});

describe('what it shows at once', () => {
  it('asks the first question before the network has answered anything', async () => {
    openPage({ clinic: silence });
    const widget = await place();
    expect(questionOf(widget)).to.equal('goal');
    await answer(widget, 'relax');
    expect(questionOf(widget)).to.equal('now');
  });

  it('goes on asking while the clinic cannot be reached, and tells the page once', async () => {
    const errors = listenToErrors();
    openPage({ clinic: offline });
    const codes: string[] = [];
    document.addEventListener('unknot-error', event => codes.push(event.detail.code), { once: true });
    const widget = await place();
    await waitUntil(() => codes.length > 0);
    await answer(widget, 'relax');
    expect(questionOf(widget)).to.equal('now');
    expect(codes).to.eql(['clinic_unreachable']);
    expect(errors.length).to.equal(1);
    expect(errors[0]).to.match(/^<unknot-intake clinic="clinic-\d+">: clinic_unreachable$/);
  });

  it('names the clinic as soon as it is known', async () => {
    const widget = await place();
    await waitUntil(() => find(widget, '.name').textContent === 'Riverside Massage');
    expect(find(widget, '[data-action=call-clinic]').getAttribute('href')).to.equal('tel:+12125550142');
    expect(find(widget, '.emergency').textContent).to.contain('911');
  });

  it('guesses nobody’s emergency number before', async () => {
    openPage({ clinic: silence });
    expect(find(await place(), '.emergency').textContent).not.to.match(/\d/);
  });
});

describe('the fallback', () => {
  const CALL = '<a href="tel:+12125550142">Call us</a>';

  it('stays where the clinic is not named, with one error that names the tag', async () => {
    const errors = listenToErrors();
    const bare = document.createElement('unknot-intake');
    bare.innerHTML = CALL;
    document.body.append(bare);
    await nextFrame();
    const slot = bare.shadowRoot?.querySelector('slot');
    expect(slot?.assignedElements().map(({ textContent }) => textContent)).to.eql(['Call us']);
    expect(errors).to.eql(['<unknot-intake clinic="null">: clinic_missing']);
    expect(requests).to.eql([]);
  });

  it('goes as soon as the clinic is named', async () => {
    listenToErrors();
    const widget = document.createElement('unknot-intake');
    document.body.append(widget);
    await nextFrame();
    widget.setAttribute('clinic', newClinic());
    await waitUntil(() => questionOf(widget) === 'goal');
  });

  it('gives way to the widget', async () => {
    const widget = await place({}, CALL);
    expect(has(widget, 'slot')).to.equal(false);
  });
});

describe('attributes', () => {
  it('another language, or a clinic that is gone for a moment, leaves the visit as it is', async () => {
    listenToErrors();
    const clinic = newClinic();
    const widget = await place({ clinic });
    await answer(widget, 'pain');
    widget.lang = 'en-GB';
    await nextFrame();
    widget.removeAttribute('clinic');
    await nextFrame();
    widget.setAttribute('clinic', clinic);
    await nextFrame();
    expect(questionOf(widget)).to.equal('now');
    expect(noticeOf(widget)).to.equal('');
    await answer(widget, ['none']);
    expect(questionOf(widget)).to.equal('soon');
  });

  it('theme is what it says, whatever the device prefers', async () => {
    const ground = async (theme: string) => getComputedStyle(find(await place({ theme }), '.panel')).backgroundColor;
    expect(await ground('light')).to.equal('rgb(253, 252, 250)');
    expect(await ground('dark')).to.equal('rgb(25, 33, 30)');
  });

  it('api is where everything is asked', async () => {
    const asked: string[] = [];
    const { fetch } = window;
    window.fetch = (input, init) => {
      asked.push(new URL(String(input)).origin);
      return fetch(input, init);
    };
    const widget = await place({ api: 'https://unknot.example/' });
    await goTo(widget, 'booked');
    expect(new Set(asked)).to.eql(new Set(['https://unknot.example']));
    expect(find(widget, '[data-action=calendar]').getAttribute('href')).to.match(/^https:\/\/unknot\.example\/v1\//);
  });

  it('without it, where the script came from', async () => {
    const widget = await place();
    await goTo(widget, 'booked');
    expect(find(widget, '[data-action=calendar]').getAttribute('href')).to.contain(`${location.origin}/v1/`);
  });

  const TIMES = [
    { lang: 'en-GB', is: /^15:00$/ },
    { lang: 'en-US', is: /^3:00\sPM$/ },
    { lang: 'de', is: /^3:00\sPM$/, why: 'words are English, so dates are too' },
    { lang: 'en_US', is: /^3:00\sPM$/, why: 'a slip of many sites' },
    { lang: 'english', is: /^3:00\sPM$/, why: 'another' },
  ];
  for (const { lang, is, why } of TIMES) {
    it(`lang="${lang}" writes times as ${is.source}${why ? `: ${why}` : ''}`, async () => {
      const widget = await place({ lang });
      await goTo(widget, 'choosing');
      expect(find(widget, '[data-action=pick]').firstChild?.nextSibling?.textContent ?? '').to.match(is);
    });
  }

  it('another clinic is another visit', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    const clinic = newClinic();
    widget.setAttribute('clinic', clinic);
    await waitUntil(() => questionOf(widget) === 'goal');
    expect(requests.filter(request => request.endsWith(clinic))).to.have.length(1);
  });
});

describe('a page that moves it about', () => {
  it('keeps the visit when the element is moved', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    await answer(widget, ['none']);
    await press(widget, '[data-option=fever]');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(widget);
    await nextFrame();
    expect(questionOf(widget)).to.equal('soon');
    expect(find(widget, '.notice').textContent, 'nobody was away').to.equal('');
    expect(find(widget, '[data-option=fever]')).to.have.property('checked', true);
    await answer(widget, ['none']);
    expect(widget.shadowRoot?.querySelectorAll('.turns [data-action=change]')).to.have.length(3);
    box.remove();
  });

  it('keeps time and contact when it is moved at the review', async () => {
    const widget = await place();
    await goTo(widget, 'review');
    document.body.prepend(widget);
    await until(widget, 'review', '[href]');
    expect(find(widget, '.current').textContent).to.contain('robin@mail.example');
    expect(find(widget, '[data-option=collect]')).to.have.property('checked', false);
  });

  it('resumes in the same tab, in a new element', async () => {
    const clinic = newClinic();
    const first = await place({ clinic });
    await answer(first, 'pain');
    first.remove();
    const second = await place({ clinic });
    await waitUntil(() => questionOf(second) === 'now');
    expect(noticeOf(second)).to.contain('Welcome back');
  });

  it('begins anew from a record that is not one', async () => {
    const clinic = newClinic();
    sessionStorage.setItem(`unknot:${location.origin}:${clinic}`, '{"place":"moon"}');
    const widget = await place({ clinic });
    await waitUntil(() => questionOf(widget) === 'goal');
  });

  it('works where the tab has no storage to give', async () => {
    const { setItem, getItem } = Storage.prototype;
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.assign(Storage.prototype, { setItem: refuse, getItem: refuse });
    try {
      const widget = await place();
      await answer(widget, 'relax');
      expect(questionOf(widget)).to.equal('now');
    } finally {
      Object.assign(Storage.prototype, { setItem, getItem });
    }
  });

  it('leaves no listener and no request behind when it is taken away', async () => {
    openPage({ clinic: silence });
    const { addEventListener, removeEventListener, fetch } = window;
    const listening = new Map<unknown, string>();
    window.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      listening.set(listener, type);
      addEventListener(type, listener);
    };
    window.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      listening.delete(listener);
      removeEventListener(type, listener);
    };
    const signals: AbortSignal[] = [];
    window.fetch = (input, init) => {
      if (init?.signal) signals.push(init.signal);
      return fetch(input, init);
    };
    try {
      const widget = await place();
      await waitUntil(() => signals.length > 0);
      expect([...listening.values()].sort()).to.eql(['online', 'pageshow', 'popstate']);
      widget.remove();
      expect([...listening.values()]).to.eql([]);
      expect(signals.map(({ aborted }) => aborted)).to.eql([true]);
    } finally {
      Object.assign(window, { addEventListener, removeEventListener });
    }
  });

  it('stops sending when it is taken away, and sends the same when it is back', async () => {
    const bodies: unknown[] = [];
    const signals: AbortSignal[] = [];
    openPage({ consultation: silence });
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (init?.method === 'PUT' && init.signal) {
        bodies.push(`${String(input)} ${String(init.body)}`);
        signals.push(init.signal);
      }
      return fetch(input, init);
    };
    const widget = await place();
    await goTo(widget, 'review');
    for (const box of ['collect', 'conduct']) await press(widget, `[data-option=${box}]`);
    await press(widget, '[data-action=send]');
    await waitUntil(() => bodies.length === 1);
    widget.remove();
    expect(signals[0]?.aborted).to.equal(true);
    document.body.append(widget);
    await waitUntil(() => bodies.length === 2);
    expect(bodies[1]).to.equal(bodies[0]);
    expect(screenOf(widget)).to.equal('sending');
  });
});

describe('more than one', () => {
  it('a second copy of the script leaves the first one alone', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    // Another address is another module, as with a second script tag.
    const again = '../../widget/define.ts?again';
    await import(again);
    expect(customElements.get('unknot-intake')).to.equal(UnknotIntake);
    expect(questionOf(widget)).to.equal('now');
  });

  it('two clinics on one page are two visits', async () => {
    const one = await place();
    const other = await place();
    await answer(one, 'pain');
    expect([questionOf(one), questionOf(other)]).to.eql(['now', 'goal']);
    await answer(other, 'relax');
    await answer(other, ['stroke']);
    expect([screenOf(one), screenOf(other)]).to.eql(['asking', 'referred']);
    await press(one, '[data-action=back]');
    expect([questionOf(one), screenOf(other)]).to.eql(['goal', 'referred']);
  });
});

describe('what changes around it', () => {
  it('in the page, as a bubble, and in the page again, it asks', async () => {
    const widget = await place();
    widget.setAttribute('mode', 'bubble');
    await waitUntil(() => has(widget, '.launcher'));
    widget.removeAttribute('mode');
    await engineOf(widget);
    await waitUntil(() => questionOf(widget) === 'goal');
    await answer(widget, 'relax');
    expect(questionOf(widget)).to.equal('now');
  });

  it('what was said to it while it was nowhere counts when it is back', async () => {
    const widget = await place();
    await answer(widget, 'relax');
    widget.remove();
    await nextFrame();
    widget.setAttribute('clinic', newClinic());
    await nextFrame();
    document.body.append(widget);
    await waitUntil(() => questionOf(widget) === 'goal', 'still at the clinic of before');
  });

  it('of two for one clinic, the one that is used next knows what was said to the other', async () => {
    const clinic = newClinic();
    const one = await place({ clinic });
    const other = await place({ clinic });
    await answer(one, 'relax');
    other.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await waitUntil(() => questionOf(other) === 'now');
    sessionStorage.clear();
    other.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await nextFrame();
    expect(questionOf(other), 'a page that clears the storage takes nothing').to.equal('now');
  });
});
