/** Prints one part of the widget, without the host page around it: a copy in a frame of its own. */

const sheet = `body{font:12pt/1.5 system-ui,sans-serif}dt{font-weight:600}button,a,.visually-hidden{display:none}`;

export function printCopy(part: Element): void {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;inset-inline-start:-200vw';
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = page?.defaultView;
  if (!view) return;
  view.addEventListener('afterprint', () => frame.remove());
  const copy = page.body.appendChild(page.importNode(part, true));
  // What folds on the screen is open on paper.
  for (const details of copy.querySelectorAll('details')) details.open = true;
  // A constructed sheet, so that a strict policy of the host page has nothing to object to.
  const own = new view.CSSStyleSheet();
  own.replaceSync(sheet);
  page.adoptedStyleSheets = [own];
  view.print();
}
