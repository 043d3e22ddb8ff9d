/** What the element's JSDoc promises to whoever embeds it, read by the analyzer: the source of `custom-elements.json` and of README's tables. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import * as z from 'zod/mini';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ELEMENT = 'widget/unknot-intake.ts';
const EVENTS = 'widget/events.ts';

const text = z._default(z.string(), '');
const Named = z.object({ name: z.string(), description: text });
const Typed = z.optional(z.object({ text: z.string() }));
const Member = z.object({
  kind: z.enum(['field', 'method']),
  name: z.string(),
  description: text,
  privacy: z.optional(z.string()),
  static: z.optional(z.boolean()),
  readonly: z.optional(z.boolean()),
  type: Typed,
  parameters: z._default(z.array(z.object({ name: z.string(), type: Typed, optional: z.optional(z.boolean()) })), []),
  return: z.optional(z.object({ type: Typed })),
});
const Declared = z.object({
  name: z.string(),
  description: text,
  tagName: z.optional(z.string()),
  attributes: z._default(z.array(Named), []),
  members: z._default(z.array(Member), []),
  events: z._default(z.array(Named), []),
  slots: z._default(z.array(Named), []),
  cssParts: z._default(z.array(Named), []),
  cssProperties: z._default(z.array(Named), []),
});
const Analysis = z.object({ modules: z.array(z.object({ path: z.string(), declarations: z.array(Declared) })) });

/** A name and what it means; the description is empty where the source has none. */
export type Entry = z.infer<typeof Named>;
export type PublicMember = z.infer<typeof Member>;

export interface Manual {
  readonly className: string;
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly Entry[];
  readonly properties: readonly PublicMember[];
  readonly methods: readonly PublicMember[];
  /** With the type whose instances they are. */
  readonly events: readonly (Entry & { readonly type: string })[];
  /** The one class of all events. */
  readonly eventClass: Entry;
  readonly slots: readonly Entry[];
  readonly parts: readonly Entry[];
  readonly tokens: readonly Entry[];
}

/** Reads the sources anew; throws where they have no such element. */
export function readManual(): Manual {
  const { modules } = Analysis.parse(create({ modules: [ELEMENT, EVENTS].map(parsed) }));
  const element = modules.find(({ path }) => path === ELEMENT)?.declarations.find(({ tagName }) => tagName);
  if (element?.tagName === undefined) throw new Error(`${ELEMENT} declares no element: is there a @tag?`);
  const eventClass = modules.flatMap(({ declarations }) => declarations).find(({ name }) => name === 'UnknotEvent');
  if (!eventClass) throw new Error(`${EVENTS} declares no UnknotEvent`);
  const members = element.members.filter(isPublic);
  return {
    className: element.name,
    tagName: element.tagName,
    description: element.description,
    attributes: element.attributes,
    properties: members.filter(({ kind }) => kind === 'field'),
    methods: members.filter(({ kind }) => kind === 'method'),
    events: element.events.map(event => ({ ...event, type: classOf(event.name) })),
    eventClass,
    slots: element.slots,
    parts: element.cssParts,
    tokens: element.cssProperties,
  };
}

const parsed = (path: string) =>
  ts.createSourceFile(path, readFileSync(`${ROOT}${path}`, 'utf8'), ts.ScriptTarget.Latest, true);

/** The analyzer also lists private names, and what the constructor sets on other objects; neither is described for readers. */
const isPublic = ({ name, description, privacy, static: isStatic }: PublicMember): boolean =>
  privacy === undefined && !isStatic && !name.startsWith('#') && description !== '';

/** `unknot-booked` is an `UnknotEvent<'booked'>`. */
const classOf = (event: string): string => `UnknotEvent<'${event.replace('unknot-', '')}'>`;
