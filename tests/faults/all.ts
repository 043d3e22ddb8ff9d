/** Every fault there is, in the order of the table. */
import { badReceivers } from './bad-receivers.ts';
import { clockJump } from './clock-jump.ts';
import { cutReply } from './cut-reply.ts';
import { databaseGone } from './database-gone.ts';
import { diskFull } from './disk-full.ts';
import { duplicateStorm } from './duplicate-storm.ts';
import { hotSlot } from './hot-slot.ts';
import { kill } from './kill.ts';
import { killDatabase } from './kill-database.ts';
import { killWhileSending } from './kill-while-sending.ts';
import { mailDown } from './mail-down.ts';
import { overlaps } from './overlaps.ts';
import type { Scenario } from './scenario.ts';
import { slowLoris } from './slow-loris.ts';
import { twoServers } from './two-servers.ts';

export const SCENARIOS: readonly Scenario[] = [
  hotSlot,
  overlaps,
  duplicateStorm,
  kill,
  killDatabase,
  cutReply,
  diskFull,
  databaseGone,
  mailDown,
  killWhileSending,
  badReceivers,
  clockJump,
  slowLoris,
  twoServers,
];
