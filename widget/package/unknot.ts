/** `unknot`, the npm package: the element's class and what it tells a page. Importing it registers nothing. */
export { type UnknotDetails, UnknotEvent } from '../events.ts';
export { UnknotIntake, type UnknotOptions } from '../unknot-intake.ts';
