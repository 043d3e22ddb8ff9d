/** Whether the sealed frame is out of reach of every page's scripts. */

interface Addresses {
  /** Where people reach the server. */
  readonly publicUrl: string;
  /** Where sealed frames come from. */
  readonly frameOrigin: string;
}

/** Browsers keep two pages apart by scheme, host and port. */
const isFrameApart = ({ publicUrl, frameOrigin }: Addresses): boolean => new URL(publicUrl).origin !== frameOrigin;

/** For whoever starts the server: what `sealed` is worth as it is set up. */
export const sealedText = (addresses: Addresses): string =>
  isFrameApart(addresses)
    ? `by frames from ${addresses.frameOrigin}: also on a website at ${addresses.publicUrl}`
    : `on websites of other hosts only. On a website at ${addresses.publicUrl} itself nothing is gained: set PUBLIC_FRAME_ORIGIN`;
