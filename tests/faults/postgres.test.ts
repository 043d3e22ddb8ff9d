/** The faults on Postgres. */
import { testFaults } from './short-form.ts';

testFaults('postgres');
