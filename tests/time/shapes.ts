/** The schedules that are tried in every zone, each as a clinic with one therapist who works the same hours every day. */
import riverside from '../../demo/clinics/riverside.json' with { type: 'json' };
import { type ClinicFile, parseClinic, WEEKDAYS } from '../../server/clinics.ts';

export interface Shape {
  readonly name: string;
  /** Ranges of a day, as a clinic's file has them. */
  readonly hours: readonly string[];
  /** How long a talk is, and how long is kept free after it. */
  readonly minutes: number;
  readonly buffer: number;
}

export const SHAPES: readonly Shape[] = [
  { name: 'all day, short talks', hours: ['00:00-23:59'], minutes: 15, buffer: 25 },
  // The second break is shorter than the buffer.
  { name: 'office hours with lunch', hours: ['09:00-12:30', '13:15-15:45', '15:50-17:30'], minutes: 30, buffer: 10 },
  // The last talk ends with the last minute there is.
  { name: 'late evening', hours: ['18:00-23:59'], minutes: 29, buffer: 1 },
  // A gap of the clock in a buffer leaves less than the buffer until the next talk of the wall clock.
  { name: 'early morning, long buffers', hours: ['00:30-05:00'], minutes: 20, buffer: 30 },
  // Talks that begin before a change and end after it.
  { name: 'early morning, long talks', hours: ['00:30-05:00'], minutes: 100, buffer: 20 },
];

/** A clinic of a shape, as yet in its own zone. */
export const clinicOf = ({ hours, minutes, buffer }: Shape): ClinicFile =>
  parseClinic(
    'test',
    'test.json',
    JSON.stringify({
      ...riverside,
      consultation: { minutes, by: 'phone' },
      therapists: [
        { id: 'one', name: 'One', skills: [], hours: Object.fromEntries(WEEKDAYS.map(day => [day, hours])) },
      ],
      schedule: { buffer, notice: 0, horizon: 180, off: [] },
    }),
  );

/** The ranges in which a shape is open on a date, as wall times (see `Clock`). */
export const openingsOn = ({ hours }: Shape, date: number): readonly { readonly from: number; readonly to: number }[] =>
  hours.map(range => {
    const [from = Number.NaN, to = Number.NaN] = range.split('-').map(time => date + Date.parse(`1970-01-01T${time}Z`));
    return { from, to };
  });
