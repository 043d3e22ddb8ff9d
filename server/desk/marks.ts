/** Chips: a shape and a word each, so that none depends on colour. */
import { html } from 'hono/html';
import type { Outcome, Result } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import type { EndedBy, Lead, LeadState } from '../store/store.ts';
import { ICONS } from './icons.ts';
import { DEFERRED, ENDS, MINOR, OUTCOMES, STATES, TALK_ONLY } from './words.ts';

type Icon = (typeof ICONS)[keyof typeof ICONS];

const chip = (tone: string, icon: Icon, text: string) => html`<span class="chip ${tone}">${icon}${text}</span>`;

const OUTCOME_ICONS: Readonly<Record<Outcome, Icon>> = {
  RELAXATION: ICONS.relaxation,
  THERAPEUTIC: ICONS.therapeutic,
  MEDICAL: ICONS.medical,
  REFER: ICONS.refer,
};

export const outcomeMark = ({ health }: Lead) => health && fit(health.result);

const fit = (result: Result) =>
  html`<span class="fit">${OUTCOME_ICONS[result.outcome]}${OUTCOMES[result.outcome]}</span>`;

const STATE_MARKS: Readonly<Record<LeadState, { readonly tone: string; readonly icon: Icon }>> = {
  confirmed: { tone: 'accent', icon: ICONS.clock },
  requested: { tone: 'caution', icon: ICONS.wait },
  unverified: { tone: 'plain', icon: ICONS.wait },
  callback: { tone: 'caution', icon: ICONS.phone },
  cancelled: { tone: 'ended', icon: ICONS.cross },
  no_show: { tone: 'ended', icon: ICONS.absent },
};

const END_ICONS: Readonly<Record<EndedBy, Icon>> = {
  visitor: ICONS.cross,
  clinic: ICONS.cross,
  declined: ICONS.cross,
  expired: ICONS.wait,
  erased: ICONS.bin,
  blocked: ICONS.absent,
};

/**
 * Where the lead stands, and whether somebody has been in touch.
 * @param text instead of the state's own word
 */
export const stateMarks = (lead: Lead, text?: string) =>
  html`${standing(lead, text)}${lead.contactedAt !== undefined && chip('plain', ICONS.check, 'Contacted')}`;

function standing({ state, endedBy }: Lead, text?: string) {
  if (state === 'cancelled' && endedBy !== undefined) return chip('ended', END_ICONS[endedBy], ENDS[endedBy]);
  const { tone, icon } = STATE_MARKS[state];
  return chip(tone, icon, text ?? STATES[state]);
}

/** Beside the name of somebody the clinic does not want to hear from again. */
export const blockedMark = chip('plain', ICONS.absent, 'Contact blocked');

export const isTalkOnly = ({ health }: Lead): boolean => health?.result.urgency === 'CLEARANCE';
/** A D rule fired; under CLEARANCE the urgency alone does not say so. */
export const isDeferred = ({ health }: Lead): boolean => health?.result.rules.some(id => id.startsWith('D')) ?? false;

/** What must be seen wherever a lead's time is. */
export const careMarks = (lead: Lead) =>
  html`${isTalkOnly(lead) && talkOnlyMark}${isDeferred(lead) && chip('caution', ICONS.wait, DEFERRED.short)}`;

const talkOnlyMark = html`<span class="chip caution" title="${TALK_ONLY.full}">${ICONS.hand}${TALK_ONLY.short}</span>`;

/** Nothing more happens to it. */
export const isOver = ({ state }: Lead): boolean => state === 'cancelled' || state === 'no_show';

/** Somebody else answers for them, and is the contact. */
export const minorMark = ({ contact }: Lead) =>
  contact.relation === 'guardian' && chip('plain', ICONS.minor, MINOR.short);

/** Which clinic, as short as its face in the widget. */
export const clinicMark = ({ name, face }: ClinicFile) =>
  html`<abbr class="initials" title="${name}">${face.initials}</abbr>`;
