// What script adds to pages that work without it: a copy button, the open lead in view, a few keys.

const KEYS_OFF = 'unknot-desk-keys-off';

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.querySelector('span');
  getSelection().selectAllChildren(source);
  label.textContent = (await isCopied(source.textContent)) ? 'Copied' : 'Selected: press Ctrl or ⌘ and C';
}

/** The clipboard is there on https and loopback only, and a browser may still refuse it. */
async function isCopied(text) {
  if (navigator.clipboard === undefined) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

document.querySelector('.list [aria-current]')?.closest('tr').scrollIntoView({ block: 'nearest' });
document.querySelector('.place[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

// Keys of one character can be switched off, for people whose voice or hands type by accident.
const keys = document.querySelector('[data-keys]');
if (keys !== null) {
  const box = keys.querySelector('input');
  keys.hidden = false;
  box.checked = localStorage.getItem(KEYS_OFF) === null;
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, '1');
  });
}

document.addEventListener('keydown', event => {
  const isTyping = event.target.matches('input, textarea, select');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF) !== null) return;
  const act = { '/': search, j: () => step(1), k: () => step(-1), a: toActions, c: copyNote }[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

const search = () => document.querySelector('#q')?.focus();
const toActions = () => document.querySelector('.talk-card .actions button')?.focus();
const copyNote = () => document.querySelector('[data-copy="note"]')?.click();

/** Focus goes to the next or previous lead; Enter opens it, as any link. */
function step(by) {
  const links = [...document.querySelectorAll('.list .name a')];
  const focused = links.indexOf(document.activeElement);
  const from = focused === -1 ? links.findIndex(link => link.ariaCurrent === 'true') : focused;
  const next = links[from === -1 ? 0 : Math.min(Math.max(from + by, 0), links.length - 1)];
  next?.focus();
}
