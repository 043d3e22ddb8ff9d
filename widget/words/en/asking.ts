/** English, first part: all that is said until a result comes near. */
import { joined } from '../joined.ts';
import { first } from './first.ts';
import { later } from './later.ts';

export const asking = joined(first, later);
