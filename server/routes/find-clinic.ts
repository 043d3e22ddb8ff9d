/** The clinic a path names. */
import type { MiddlewareHandler } from 'hono';
import type { AddressEnv } from '../client-address.ts';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { Refusal } from '../problems.ts';

export interface ClinicEnv {
  Bindings: AddressEnv['Bindings'];
  Variables: AddressEnv['Variables'] & { clinic: ClinicFile };
}

/** Finds the clinic of `/:clinic`, or refuses with `not_found`. */
export const findClinic = (clinics: Clinics): MiddlewareHandler<ClinicEnv> =>
  async function findClinic(c, next) {
    const clinic = clinics.get(c.req.param('clinic') ?? '');
    if (clinic === undefined) throw new Refusal('not_found');
    c.set('clinic', clinic);
    await next();
  };
