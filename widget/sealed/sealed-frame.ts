/** The widget in a frame of another origin, where no script of the host page sees a key, an answer or a request. */
import { UnknotEvent } from '../events.ts';
import type { Content, ContentNeeds } from '../modes/content.ts';
import { SMALL } from '../modes/outer.styles.ts';
import { allowedLanguage, allowedTokens, COLORS, type Inward, post, readOutward, type Tokens } from './messages.ts';

/** How long the framed page may take to say that it is ours, in ms. */
const PATIENCE = 10_000;
/** In a low window the widget is as high as what is in it, and the host's page scrolls (see `first.styles.ts`). */
const LOW = '(max-height: 28em)';
const DARK = '(prefers-color-scheme: dark)';
/** The framed page's own: where its element has another, browsers put a white ground under the page. */
const PAGE_SCHEME = 'light';

let hasWarned = false;

export const sealedContent = (needs: ContentNeeds): Content => new SealedFrame(needs);

class SealedFrame implements Content {
  readonly element = document.createElement('iframe');
  readonly #needs: ContentNeeds;
  readonly #origin: string;
  readonly #end = new AbortController();
  readonly #low = matchMedia(LOW);
  readonly #small = matchMedia(SMALL);
  readonly #dark = matchMedia(DARK);
  #hasLoaded = false;
  #isReady = false;
  /** Asked for before anybody in the frame could hear it. */
  #waiting: readonly Inward[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: ContentNeeds) {
    const { api, clinic } = needs.site;
    this.#needs = needs;
    this.#origin = new URL(api).origin;
    this.#warn();
    const { element } = this;
    const { signal } = this.#end;
    element.title = needs.first.chat.label;
    element.allow = 'clipboard-write';
    element.setAttribute('scrolling', 'no');
    element.style.colorScheme = PAGE_SCHEME;
    // Until it is dressed.
    element.style.visibility = 'hidden';
    element.src = `${api}/c/${encodeURIComponent(clinic)}/frame`;
    element.addEventListener('load', this.#loaded, { signal });
    addEventListener('message', this.#heard, { signal });
    this.#wait();
    for (const media of [this.#low, this.#small, this.#dark])
      media.addEventListener('change', () => this.update(), { signal });
  }

  update(): void {
    if (!this.#hasLoaded) return;
    const { host } = this.#needs;
    const theme = host.getAttribute('theme');
    const isDark = theme === 'dark' || (theme !== 'light' && this.#dark.matches);
    const lang = host.closest<HTMLElement>('[lang]:not([lang=""])')?.lang;
    const scheme = isDark ? 'dark' : 'light';
    this.#post({ type: 'tokens', tokens: this.#tokens(scheme) });
    // Last: whoever has both says that it is ready.
    this.#post({ type: 'language', lang: allowedLanguage(lang), theme: scheme });
  }

  restart(): void {
    this.#ask({ type: 'restart' });
  }

  focus(): void {
    this.#ask({ type: 'focus' });
  }

  release(): void {
    this.#end.abort();
    clearTimeout(this.#patience);
  }

  readonly #loaded = (): void => {
    this.#hasLoaded = true;
    this.#isReady = false;
    this.#wait();
    this.update();
  };

  #wait(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#needs.fail('frame_unreachable'), PATIENCE);
  }

  readonly #heard = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.element.contentWindow || origin !== this.#origin) return;
    const message = readOutward(data);
    if (message?.type === 'ready') this.#begin();
    else if (message?.type === 'escape') this.#needs.escape();
    else if (message?.type === 'size') this.#needs.size(message.height);
    else if (message) {
      const { type, ...detail } = message;
      this.#needs.host.dispatchEvent(new UnknotEvent(type, detail));
    }
  };

  #begin(): void {
    clearTimeout(this.#patience);
    this.#isReady = true;
    this.element.style.visibility = '';
    this.#needs.ready();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.#ask(message);
  }

  #ask(message: Inward): void {
    if (!this.#isReady) this.#waiting = [...this.#waiting, message];
    else {
      // Only a frame that has the keyboard may pass it on to something in it.
      if (message.type === 'focus') this.element.focus();
      this.#post(message);
    }
  }

  #post(message: Inward): void {
    const { contentWindow } = this.element;
    if (contentWindow) post(contentWindow, this.#origin, message);
  }

  /**
   * The host's look as it has come out here: what a color is made of, and what a size is measured in, may be known on
   * the host's page alone.
   */
  #tokens(scheme: 'light' | 'dark'): Tokens {
    const { element } = this;
    const style = getComputedStyle(element);
    element.style.colorScheme = scheme;
    const isInline = (this.#needs.host.getAttribute('mode') ?? 'inline') === 'inline';
    const colors = COLORS.filter(name => style.getPropertyValue(name)).map(name => {
      element.style.backgroundColor = `var(${name})`;
      return [name, style.backgroundColor] as const;
    });
    element.style.backgroundColor = '';
    element.style.colorScheme = PAGE_SCHEME;
    element.style.borderRadius = 'var(--unknot-radius)';
    return allowedTokens({
      ...Object.fromEntries(colors),
      ...(style.getPropertyValue('--unknot-radius') && { '--unknot-radius': style.borderTopLeftRadius }),
      '--unknot-font': style.fontFamily,
      '--unknot-font-size': style.fontSize,
      '--unknot-room': style.getPropertyValue('--unknot-room').trim(),
      ...(isInline && this.#low.matches && { '--unknot-height': 'auto' }),
      ...(!isInline && this.#small.matches && { '--unknot-edge': '0px' }),
    });
  }

  #warn(): void {
    if (hasWarned || this.#origin !== location.origin) return;
    hasWarned = true;
    console.warn('<unknot-intake sealed>: the frame is of the same origin as this page, so nothing is sealed.');
  }
}
