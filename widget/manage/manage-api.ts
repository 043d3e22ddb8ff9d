/** The page's side of `/v1/manage` (`api.md`): everything is asked with the link's token, nothing by the address. */
import type { Alternative, Problem } from '#triage/consultation.ts';
import type { ManageSlots, ManageView } from '#triage/manage.ts';
import { expectKind, type Guard, isProblem, isSlotList, isText, listOf, maybe, oneOf, shape } from '../wire.ts';
import type { Link } from './link.ts';

/** How an attempt ended. All of them may be tried again: doing one twice changes nothing. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'taken'; readonly alternatives: readonly Alternative[] }
  /** `missing`: no such link; `over`: the talk can't be changed so; `busy`: too many tries; `unreached`: no answer. */
  | { readonly kind: 'missing' | 'notOffered' | 'over' | 'busy' | 'unreached' };

export interface ManageApi {
  view(): Promise<Outcome<ManageView>>;
  /** @param from the first date; today where absent */
  slots(from?: string): Promise<Outcome<ManageSlots>>;
  confirm(): Promise<Outcome<ManageView>>;
  /** @param reason in the visitor's words; may be empty */
  cancel(reason: string): Promise<Outcome<ManageView>>;
  /** @param start an instant, as a slot has it */
  reschedule(start: string): Promise<Outcome<ManageView>>;
  /** @returns the file's text */
  export(): Promise<Outcome<string>>;
  erase(): Promise<Outcome<undefined>>;
}

/** Longer than the server takes at its slowest. */
const PATIENCE_MS = 20_000;
const DAYS_AT_ONCE = 28;

export function createManageApi(link: Link): ManageApi {
  const viewed = (action: string, more = {}) => post(action, { ...link, ...more }, viewIn);
  return {
    view: () => viewed('view'),
    confirm: () => viewed('confirm'),
    cancel: reason => viewed('cancel', reason === '' ? {} : { reason }),
    reschedule: start => viewed('reschedule', { start }),
    slots: from => post('slots', { ...link, days: DAYS_AT_ONCE, ...(from !== undefined && { from }) }, slotsIn),
    export: () => post('export', link, text => text),
    erase: () => post('erase', { ...link, sure: true }, () => undefined),
  };
}

const viewIn = (text: string): ManageView => expectKind(isView, JSON.parse(text));
const slotsIn = (text: string): ManageSlots => expectKind(isSlots, JSON.parse(text));

async function post<T>(action: string, body: object, read: (text: string) => T): Promise<Outcome<T>> {
  try {
    const response = await fetch(`/v1/manage/${action}`, {
      method: 'POST',
      // The desk's own cookie has no business here.
      credentials: 'omit',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'done', value: read(text) };
    if (response.status === 429) return { kind: 'busy' };
    return refusalOf(expectKind(isProblem, JSON.parse(text)));
  } catch {
    // No answer, one cut short, or one that is not this server's: whether it was done is not known.
    return { kind: 'unreached' };
  }
}

function refusalOf({ code, fields, alternatives }: Problem): Outcome<never> {
  switch (code) {
    case 'not_found':
      return { kind: 'missing' };
    case 'slot_taken':
      return { kind: 'taken', alternatives: alternatives ?? [] };
    case 'slot_not_offered':
      return { kind: fields?.some(field => field.code === 'over') ? 'over' : 'notOffered' };
    default:
      return { kind: 'unreached' };
  }
}

const isNumber: Guard<number> = value => typeof value === 'number';
const isBoolean: Guard<boolean> = value => typeof value === 'boolean';

const isView: Guard<ManageView> = shape({
  clinic: shape({
    id: isText,
    name: isText,
    face: shape({ initials: isText, picture: maybe(isText) }),
    timeZone: isText,
    phone: shape({ tel: isText, shown: isText }),
    consultation: shape({ minutes: isNumber, by: oneOf('phone', 'video', 'visit'), where: maybe(isText) }),
    privacyNotice: isText,
    theme: shape({ accent: maybe(isText) }),
  }),
  locale: isText,
  state: oneOf('confirmed', 'requested', 'unverified', 'callback', 'cancelled', 'no_show'),
  endedBy: maybe(oneOf('visitor', 'clinic', 'declined', 'expired')),
  start: maybe(isText),
  end: maybe(isText),
  local: maybe(isText),
  timeZone: maybe(isText),
  isPast: isBoolean,
  preferred: maybe(listOf(oneOf('morning', 'afternoon', 'evening'))),
  hasPhone: isBoolean,
  may: shape({ confirm: isBoolean, move: isBoolean, cancel: isBoolean }),
  expiresAt: maybe(isText),
  expiresLocal: maybe(isText),
});

const hasLater = shape({ later: maybe(isText) });
const isSlots: Guard<ManageSlots> = (value): value is ManageSlots => isSlotList(value) && hasLater(value);
