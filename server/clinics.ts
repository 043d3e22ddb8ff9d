/** What a clinic's file says (`demo/clinics/*.json`), and how the rest of the server gets at it. */
import { isValidPhoneNumber } from 'libphonenumber-js/min';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import { BOOKING_MODES, MASSAGE_TYPES, REGIONS } from '#triage/consultation.ts';
import { SKILL_TAGS } from '#triage/skills.ts';

/** The clinics of this server. What is read here is always whole and valid. */
export interface Clinics {
  /** All clinics, by id. */
  all(): readonly ClinicFile[];
  get(id: string): ClinicFile | undefined;
}

/** The id is the file's name without `.json`. */
export type ClinicFile = z.infer<typeof Contents> & { readonly id: string };
export type Therapist = ClinicFile['therapists'][number];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A clinic's file does not say what it must; the message has one line a mistake, each with its path. */
export class ClinicFileError extends Error {
  override readonly name = 'ClinicFileError';
}

/**
 * Reads the text of a clinic's file.
 * @param file its path, for messages
 * @throws {ClinicFileError} where it is not what the schema asks for
 */
export function parseClinic(id: string, file: string, text: string): ClinicFile {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
    throw new ClinicFileError(`${file}: the file's name must be small letters, digits and dashes, at most 40`);
  }
  const parsed = Contents.safeParse(readJson(file, text), { error: z.locales.en().localeError });
  if (parsed.success) return { ...parsed.data, id };
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${file}: ${z.core.toDotPath(path) || '.'}: ${message}`,
  );
  throw new ClinicFileError(mistakes.join('\n'));
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ClinicFileError(`${file}: not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const whole = (from: number, to: number) => z.int().check(z.minimum(from), z.maximum(to));
const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const day = z.iso.date();

/** `"09:00-12:30"` → `{ from, to }`, wall times of the clinic. */
const Hours = z.pipe(
  z.string().check(
    z.refine(
      range => {
        const [from = '', to = '', ...more] = range.split('-');
        return more.length === 0 && wallTime.test(from) && wallTime.test(to) && from < to;
      },
      { error: 'must look like "09:00-12:30", the end after the start' },
    ),
  ),
  z.transform((range: string) => ({ from: range.slice(0, 5), to: range.slice(6) })),
);

const DayHours = z.array(Hours).check(
  z.refine(ranges => ranges.every((range, i) => i === 0 || (ranges[i - 1]?.to ?? '') <= range.from), {
    error: 'ranges of one day must follow each other and not overlap',
  }),
);

const WeeklyHours = z.strictObject({
  mon: z.optional(DayHours),
  tue: z.optional(DayHours),
  wed: z.optional(DayHours),
  thu: z.optional(DayHours),
  fri: z.optional(DayHours),
  sat: z.optional(DayHours),
  sun: z.optional(DayHours),
});

const language = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, { error: 'must look like "en" or "en-US"' }));

const Therapist = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, { error: 'must be small letters, digits and dashes' })),
  name: text(80),
  skills: z.array(z.enum(SKILL_TAGS)),
  /** Languages the therapist speaks; the clinic's where none are named. */
  languages: z.optional(z.array(language).check(z.minLength(1))),
  hours: WeeklyHours,
  /** Dates on which this therapist holds no talks. */
  off: z._default(z.array(day), []),
});

const Schedule = z.strictObject({
  /** Minutes kept free after each talk. */
  buffer: z._default(whole(0, 120), 0),
  /** Hours between booking and the earliest talk. */
  notice: z._default(whole(0, 24 * 14), 4),
  /** How many days ahead may be booked. */
  horizon: z._default(whole(1, 180), 42),
  /** Dates on which the whole clinic is closed. */
  off: z._default(z.array(day), []),
});

/** Scheme, host and port, exactly as browsers send it. */
const origin = z.string().check(
  z.refine(value => URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value, {
    error: 'must be an origin such as "https://clinic.example", without a path',
  }),
);

const phone = z.string().check(
  z.refine(value => value.startsWith('+') && isValidPhoneNumber(value), {
    error: 'must be a phone number with its country code, such as "+12125550142"',
  }),
);

/** Where the clinic's own programs are told of leads. */
const Webhook = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, { error: 'must be small letters, digits and dashes' })),
  url: z.url({ protocol: /^https$/, error: 'must be an https address' }).check(
    z.refine(url => !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === ''), {
      error: 'must not hold a user name or password',
    }),
  ),
  /** The newest first; a second one is the one before it, until the receiver knows the new one. */
  secrets: z
    .array(z.string().check(z.refine(isWebhookSecret, { error: 'must be whsec_ and 24 to 64 bytes as base64' })))
    .check(z.minLength(1), z.maxLength(2)),
  /** Send what the lead says, not only that it is there. */
  full: z._default(z.boolean(), false),
});

const timeZone = z
  .string()
  .check(z.refine(isTimeZone, { error: 'must be a time zone of the IANA database, such as "America/New_York"' }));

const Contents = z
  .strictObject({
    name: text(80),
    face: z.strictObject({
      initials: z.string().check(z.minLength(1), z.maxLength(3)),
      picture: z.optional(z.string().check(z.startsWith('/'))),
    }),
    timeZone,
    region: z.enum(REGIONS),
    /** Two letters; phone numbers typed without a country code are read as this country's. */
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, { error: 'must be two capital letters' }))),
    languages: z.array(language).check(z.minLength(1)),
    phone,
    email: z.email(),
    address: text(200),
    /** Where the clinic's own lines differ from its region's. */
    lines: z._default(
      z.strictObject({ emergency: z.optional(text(40)), urgent: z.optional(text(40)), crisis: z.optional(text(40)) }),
      {},
    ),
    services: z
      .array(z.strictObject({ type: z.enum(MASSAGE_TYPES), price: z.optional(text(60)) }))
      .check(z.minLength(1)),
    consultation: z.strictObject({ minutes: whole(5, 120), by: z.enum(['phone', 'video', 'visit']) }),
    booking: z._default(z.enum(BOOKING_MODES), 'instant'),
    /** Hours after which a request that the clinic has not answered ends. */
    answerWithin: z._default(whole(1, 168), 24),
    therapists: z.array(Therapist),
    schedule: Schedule,
    consent: z.strictObject({ version: text(40), text: text(2000) }),
    accent: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/i, { error: 'must look like "#2f6f5e"' }))),
    /** The websites that may embed the widget. */
    origins: z._default(z.array(origin), []),
    /** Programs of the clinic's own that are told of every lead. */
    webhooks: z._default(z.array(Webhook), []),
    /** Days after which is deleted: answers, result and note; then everything. */
    retention: z._default(z.strictObject({ answers: whole(1, 90), everything: whole(1, 366) }), {
      answers: 90,
      everything: 366,
    }),
    signOff: z.optional(z.strictObject({ name: text(120), date: day })),
  })
  .check(
    z.refine(({ region, country }) => region !== 'EU' || country !== undefined, {
      path: ['country'],
      error: 'a clinic of the region EU must name its country',
    }),
    z.refine(({ booking, therapists }) => booking === 'callback' || therapists.length > 0, {
      path: ['therapists'],
      error: 'a clinic that can be booked needs at least one therapist',
    }),
    z.refine(({ webhooks }) => new Set(webhooks.map(({ id }) => id)).size === webhooks.length, {
      path: ['webhooks'],
      error: 'two webhooks have the same id',
    }),
    z.refine(({ therapists }) => new Set(therapists.map(({ id }) => id)).size === therapists.length, {
      path: ['therapists'],
      error: 'two therapists have the same id',
    }),
  );

function isWebhookSecret(text: string): boolean {
  const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64');
  return text === `whsec_${bytes.toString('base64')}` && bytes.length >= 24 && bytes.length <= 64;
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}
