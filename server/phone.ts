/** Phone numbers, read the way people of the clinic's country write them. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Region } from '#triage/consultation.ts';
import type { ClinicFile } from './clinics.ts';

const COUNTRY: Readonly<Record<Exclude<Region, 'EU'>, CountryCode>> = { US: 'US', CA: 'CA', UK: 'GB', AU: 'AU' };

/**
 * @param typed with or without a country code
 * @returns E.164, an extension after an `x`; undefined where it can't be a number there
 */
export function normalizePhone(typed: string, { region, country }: ClinicFile): string | undefined {
  const own = region === 'EU' ? country : COUNTRY[region];
  const number = parsePhoneNumberFromString(typed, own !== undefined && isSupportedCountry(own) ? own : undefined);
  if (!number?.isValid()) return undefined;
  return number.ext === undefined ? number.number : `${number.number} x${number.ext}`;
}

/** @param number E.164 @returns it as people of its country write it */
export const shownPhone = (number: string): string => parsePhoneNumberFromString(number)?.formatNational() ?? number;
