/** Looks up receivers' names in the DNS. */
import { Resolver } from 'node:dns/promises';

/** All addresses of a name; rejects or gives none where there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Asks name servers itself. The system's own lookup would know more (`/etc/hosts`), but it occupies one of Node's few
 * threads for as long as a name server is silent: a handful of dead names would hold up the whole process.
 * @param servers addresses of name servers, with ports where they are not the usual one; the system's where absent
 */
export const createResolve =
  (servers?: readonly string[]): Resolve =>
  async host => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (servers) resolver.setServers(servers);
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
  };
