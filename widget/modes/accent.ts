/** The clinic's own accent, for what stands on the page before the visit does. */
import type { ViewSite } from '../element-view.ts';

/** The visit will ask the same address, so the browser has the answer kept by then. */
export async function paintAccent(element: HTMLElement, { api, clinic }: ViewSite): Promise<void> {
  try {
    const response = await fetch(`${api}/v1/clinics/${encodeURIComponent(clinic)}`, { credentials: 'omit' });
    // All of it is read, and checked, with the visit.
    const [, accent] = /"accent":"(#[\da-f]{6})"/i.exec(await response.text()) ?? [];
    if (accent) element.style.setProperty('--clinic-accent', accent);
  } catch {
    // Ours will do; where it matters that the server is not reached, the visit says so.
  }
}
