/** The manual as a custom elements manifest (schema 1.0.0), for editors and catalogues. Paths are those of the npm package. */
import type { Entry, Manual, PublicMember } from './manual.ts';

const MODULE = 'unknot.js';

/** @returns what stands in the package's `custom-elements.json` */
export function customElements(manual: Manual): object {
  const names = [manual.className, manual.eventClass.name];
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: [elementDeclaration(manual), eventDeclaration(manual.eventClass)],
        exports: names.map(name => ({ kind: 'js', name, declaration: { name, module: MODULE } })),
      },
      {
        kind: 'javascript-module',
        path: 'define.js',
        declarations: [],
        exports: [
          {
            kind: 'custom-element-definition',
            name: manual.tagName,
            declaration: { name: manual.className, module: MODULE },
          },
        ],
      },
    ],
  };
}

const elementDeclaration = (manual: Manual): object => ({
  kind: 'class',
  customElement: true,
  name: manual.className,
  tagName: manual.tagName,
  description: manual.description,
  superclass: { name: 'HTMLElement' },
  attributes: manual.attributes,
  members: [...manual.properties, ...manual.methods].map(member),
  events: manual.events.map(({ type, ...event }) => ({ ...event, type: { text: type } })),
  slots: manual.slots,
  cssParts: manual.parts,
  cssProperties: manual.tokens,
});

/** Only a method has parameters. */
const member = ({ parameters, ...rest }: PublicMember): object =>
  rest.kind === 'method' ? { ...rest, parameters } : rest;

const eventDeclaration = ({ name, description }: Entry): object => ({
  kind: 'class',
  name,
  description,
  superclass: { name: 'CustomEvent' },
});
