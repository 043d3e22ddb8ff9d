/** Challenges for the proof of work a booking may come with: `POST /:clinic/challenges`, without a body. */
import { Hono } from 'hono';
import { clientAddress } from '../client-address.ts';
import type { Limits } from '../limits.ts';
import type { ProofOfWork } from '../proof-of-work.ts';
import { corsForClinic, type OwnAddresses, refuseForeignOrigins } from './clinic-origins.ts';
import type { ClinicEnv } from './find-clinic.ts';

interface ChallengeNeeds extends OwnAddresses {
  readonly proofOfWork: Pick<ProofOfWork, 'challenge'>;
  readonly limits: Pick<Limits, 'challenge'>;
}

const PATH = '/:clinic/challenges';

/** To be mounted where `findClinic` has run. */
export function createChallenges({ proofOfWork, limits, ...own }: ChallengeNeeds): Hono<ClinicEnv> {
  return new Hono<ClinicEnv>().use(PATH, corsForClinic(own)).post(PATH, refuseForeignOrigins(own), async c => {
    limits.challenge(clientAddress(c));
    c.header('Cache-Control', 'no-store');
    return c.json(await proofOfWork.challenge(c.get('clinic').id));
  });
}
