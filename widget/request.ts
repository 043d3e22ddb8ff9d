/** What a visit sends: only answers that count, and nothing that was not shown for review. */
import type { ConsultationRequest, Contact } from '#triage/consultation.ts';
import { route } from '#triage/route.ts';
import { RULESET_VERSION } from '#triage/rules.ts';
import type { Proof } from './proof.ts';
import type { ContactDraft, Pending, ReadyVisit, Relation } from './visit.ts';
import { written } from './written.ts';

/** The consultation to send and its id: made once, when the visitor presses Send. */
export const prepare = (visit: ReadyVisit, locale: string, proof?: Proof): Pending => ({
  id: newId(),
  body: withProof(consultationBody(visit, locale), proof),
});

/** The body with this proof, or with none, instead of the one it has. */
export const withProof = (body: object, proof?: Proof): string => written({ ...body, proof });

function consultationBody(
  { answers, clinic, chosen, consent, ...visit }: ReadyVisit,
  locale: string,
): ConsultationRequest {
  return {
    ruleset: RULESET_VERSION,
    locale,
    answers: Object.fromEntries(
      Object.entries(route(answers).answers).map(([id, answer]) => [
        id,
        typeof answer === 'object' ? [...answer] : answer,
      ]),
    ),
    request:
      chosen.kind === 'slot'
        ? { kind: 'slot', start: chosen.slot.start }
        : { kind: 'callback', preferred: [...chosen.preferred] },
    contact: contactOf(visit.contact, visit.relation),
    consent: { version: clinic.consent.version, ...consent },
    source: sourceOf(location),
  };
}

/** The contact as it goes out: what was left blank is left out. */
const contactOf = ({ name, email, phone }: ContactDraft, relation: Relation): Contact => ({
  name: name.trim(),
  ...(email.trim() && { email: email.trim() }),
  ...(phone.trim() && { phone: phone.trim() }),
  relation,
});

/** Where the visit takes place: the path, and campaign marks of the address; nothing else of it. */
function sourceOf({ pathname, search }: Location) {
  const query = new URLSearchParams(search);
  const utm = Object.fromEntries(
    (['source', 'medium', 'campaign'] as const).flatMap(mark => {
      const value = query.get(`utm_${mark}`);
      return value ? [[mark, value.slice(0, 100)]] : [];
    }),
  );
  return {
    // A frame made from a text (`about:srcdoc`, `blob:`) has no path.
    ...(pathname.startsWith('/') && { page: pathname.slice(0, 300) }),
    ...(Object.keys(utm).length > 0 && { utm }),
  };
}

/**
 * A random UUID, version 4; `crypto.randomUUID` is missing on pages without https.
 * Each 0, 1 and 8 of the pattern takes random bits; the 8 keeps the variant's two.
 */
const newId = (): string =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
  });
