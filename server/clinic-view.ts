/** The part of a clinic's file that the widget needs and anybody may read. */
import { type Clinic, MASSAGE_TYPES } from '#triage/consultation.ts';
import type { ClinicFile } from './clinics.ts';
import { shownPhone } from './phone.ts';

/**
 * @param ruleset the rules this server runs
 * @param publicUrl the server's own address, for links
 */
export const clinicView = (file: ClinicFile, ruleset: Clinic['ruleset'], publicUrl: string): Clinic => ({
  id: file.id,
  name: file.name,
  face: file.face,
  timeZone: file.timeZone,
  languages: file.languages,
  phone: { tel: file.phone, shown: shownPhone(file.phone) },
  region: file.region,
  lines: file.lines,
  services: [...file.services].sort((a, b) => MASSAGE_TYPES.indexOf(a.type) - MASSAGE_TYPES.indexOf(b.type)),
  consultation: { ...file.consultation, ...(file.consultation.by === 'visit' && { where: file.address }) },
  booking: file.booking,
  consent: file.consent,
  privacyNotice: `${publicUrl}/c/${file.id}/privacy`,
  theme: { ...(file.accent !== undefined && { accent: file.accent }) },
  ...(file.signOff !== undefined && { signOff: file.signOff }),
  ruleset,
});
