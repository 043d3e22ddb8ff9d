/** `unknot`, the npm package: the element's class and what it tells a page. Importing it registers nothing. */
export { UnknotBookedEvent, UnknotResultEvent, UnknotStepEvent } from '../events.ts';
export { UnknotErrorEvent, UnknotReadyEvent } from '../first-events.ts';
export { UnknotCloseEvent, UnknotOpenEvent } from '../modes/outer-events.ts';
export { UnknotIntake, type UnknotOptions } from '../unknot-intake.ts';
