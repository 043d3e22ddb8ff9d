/** The link with which a visitor manages a booking. */
import type { ManageToken } from './keys.ts';

interface LinkNeeds {
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly manageToken: ManageToken;
}

/** The token is in the fragment: that is not sent with requests, so it stands in no log on the way. */
export const manageUrl = ({ publicUrl, manageToken }: LinkNeeds, clinic: string, id: string): string =>
  `${publicUrl}/m#${clinic}.${id}.${manageToken(clinic, id)}`;
