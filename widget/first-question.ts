/**
 * What stands on the page before the widget's engine has come: greeting and first question, as `panelTemplate` and
 * `questionTemplate` show them. A tree, so that it needs neither Lit nor a policy for HTML.
 */
import type { FirstWords } from '#words/catalogue.ts';

type Part = Tree | string;

/** A tag, its attributes, and what is in it. */
export type Tree = readonly [tag: string, attributes: Readonly<Record<string, string>>, inner?: readonly Part[]];

/** @param isNew else the visit goes on elsewhere, and the panel waits empty */
export const firstPanel = (words: FirstWords, isNew: boolean): Tree => [
  'section',
  { class: 'panel', part: 'panel', 'data-screen': 'asking', 'aria-label': words.chat.label },
  [
    ['header', { part: 'header' }, [box('span', 'face'), box('p', 'name')]],
    box('div', 'scroll', isNew ? [greeting(words), box('div', 'current', [question(words)])] : []),
    ['div', { class: 'notice', role: 'status' }],
    [
      'footer',
      { part: 'footer' },
      [box('p', 'left'), box('p', 'emergency', [words.chat.footer(words.unknownEmergency)])],
    ],
  ],
];

const box = (tag: string, name: string, inner: readonly Part[] = []): Tree => [tag, { class: name }, inner];

const greeting = ({ chat }: FirstWords): Tree => [
  'div',
  { class: 'turns', role: 'log', 'aria-label': chat.label },
  [
    box('div', 'turn', [
      ['p', { class: 'say', part: 'message' }, [chat.greeting]],
      ['p', { class: 'say small', part: 'message' }, [`${chat.stays} ${chat.notForEmergencies}`]],
    ]),
  ],
];

const question = ({ goal }: FirstWords): Tree => [
  'fieldset',
  { class: 'question', 'data-question': 'goal', 'data-focus': '', tabindex: '-1' },
  [
    ['legend', {}, [goal.text]],
    ['div', { id: 'hint' }],
    box('div', 'choices', Object.entries(goal.options).map(choice)),
  ],
];

const choice = ([option, text]: readonly [string, string]): Tree => [
  'button',
  { class: 'choice', part: 'choice', type: 'button', 'data-option': option },
  [['span', {}, [text]], box('i', 'mark round')],
];

export function build([tag, attributes, inner = []]: Tree): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner.map(part => (typeof part === 'string' ? part : build(part))));
  return element;
}
