/**
 * What stands on the page before the widget's engine has come: greeting and first question, as `panelTemplate` and
 * `questionTemplate` show them. A tree, so that it needs neither Lit nor a policy for HTML.
 */
import type { FirstWords } from '#words/catalogue.ts';

type Part = Tree | string;

/** A tag, its class (none if empty), what is in it, and its other attributes. */
export type Tree = readonly [
  tag: string,
  name: string,
  inner?: readonly Part[],
  attributes?: Readonly<Record<string, string>>,
];

/** @param isNew else the visit goes on elsewhere, and the panel waits empty */
export const firstPanel = (words: FirstWords, isNew: boolean): Tree => [
  'section',
  'panel',
  [
    ['header', '', [['span', 'face']], { part: 'header' }],
    ['div', 'scroll', isNew ? [greeting(words), ['div', 'current', [question(words)]]] : []],
    ['div', 'notice', [], { role: 'status' }],
    ['footer', '', [['p', '', [words.chat.footer(words.unknownEmergency)]]], { part: 'footer' }],
  ],
  { part: 'panel', lang: 'en', 'data-screen': 'asking', 'aria-label': words.chat.label },
];

const greeting = ({ chat }: FirstWords): Tree => [
  'div',
  'turns',
  [
    [
      'div',
      'turn',
      [
        ['p', 'say', [chat.greeting], MESSAGE],
        ['p', 'say small', [`${chat.stays} ${chat.notForEmergencies}`], MESSAGE],
      ],
    ],
  ],
  { role: 'log' },
];

const MESSAGE = { part: 'message' };

const question = ({ goal }: FirstWords): Tree => [
  'fieldset',
  'question',
  [
    ['legend', '', [goal.text]],
    ['div', 'choices', Object.entries(goal.options).map(choice)],
  ],
  { 'data-question': 'goal', 'data-focus': '', tabindex: '-1' },
];

const choice = ([option, text]: readonly [string, string]): Tree => [
  'button',
  'choice',
  [
    ['span', '', [text]],
    ['i', 'mark round'],
  ],
  { part: 'choice', 'data-option': option },
];

export function build([tag, name, inner = [], attributes = {}]: Tree): HTMLElement {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...inner.map(part => (typeof part === 'string' ? part : build(part))));
  return element;
}
