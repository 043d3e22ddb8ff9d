/** The link in the mail: which booking, and the token that says the visitor may. */

export interface Link {
  readonly clinic: string;
  readonly id: string;
  readonly token: string;
}

/**
 * Reads the address's fragment, which browsers send to nobody.
 * @param hash such as `#riverside.<id>.<token>`
 */
export function readLink(hash: string): Link | undefined {
  const [clinic, id, token, ...more] = hash.slice(1).split('.');
  return clinic && id && token && more.length === 0 ? { clinic, id, token } : undefined;
}
