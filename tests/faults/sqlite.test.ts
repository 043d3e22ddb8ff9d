/** The faults on SQLite. */
import { testFaults } from './short-form.ts';

testFaults('sqlite');
