import {
  type CountryCode as DiallingCountry,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { settingOf } from '../carrier/carrier-settings.js';
import { type CallingFormat, type E164, type TrunkSettings, withAdditionalNumbers } from '../trunk.js';

/** The part of a trunk that decides how numbers are dialled from it. */
export type DialledFrom = Pick<TrunkSettings, 'number' | 'countryCode'>;

/**
 * Returns the country from which a trunk dials. A number decides by its calling code, because the stored country can be another
 * one: +383 belongs to no country of ISO 3166-1. An extension, and a number whose code belongs to no country (+800, +870, +979 and
 * others), leave it to the stored country.
 * @returns null if there is none. Such a trunk cannot dial nationally.
 */
function homeOf({ number, countryCode }: DialledFrom): DiallingCountry | null {
  const stored: string | null = countryCode;
  const given = stored !== null && isSupportedCountry(stored) ? stored : null;
  const own = number.kind === 'number' ? parsed(number.value) : undefined;
  if (own === undefined || own.isNonGeographic()) return given;
  const callingCode = own.countryCallingCode;
  if (given !== null && getCountryCallingCode(given) === callingCode) return given;
  // Ranges that are not assigned have a calling code without a country. All countries of a calling code dial alike.
  return own.country ?? getCountries().find((code) => getCountryCallingCode(code) === callingCode) ?? null;
}

/**
 * Formats a called number as a carrier expects it: `+12025550123`, `12025550123`, or in `national` format the digits that are
 * dialled in the trunk's country. These include the trunk prefix if the country has one (`0741926265` in Romania, `2025550123` in
 * the United States).
 *
 * In `national` format, every number outside the trunk's calling code keeps its own code, or the call would reach a stranger at home.
 * It gets the international prefix of the trunk's country (`0044…` from Romania). The number stays in E.164 where no such text is
 * certain: the trunk has no country, its prefix depends on a carrier (Brazil), or the digits would be read as another number.
 */
export function callingNumber(called: E164, format: CallingFormat, trunk: DialledFrom): string {
  if (format === '+e164') return called;
  if (format === 'e164') return called.slice(1);
  const home = homeOf(trunk);
  const number = parsed(called);
  if (home === null || number === undefined) return called;
  const isAtHome = !number.isNonGeographic() && getCountryCallingCode(home) === number.countryCallingCode;
  // The library returns undefined if the prefix depends on a carrier, although its type says string.
  const dialled: string | undefined = isAtHome
    ? number.formatNational()
    : number.format('IDD', { fromCountry: home });
  const digits = dialled?.replace(/\D/g, '') ?? '';
  const readAgain = parsePhoneNumberFromString(digits, { defaultCountry: home, extract: false });
  return readAgain?.number === called ? digits : called;
}

/** Returns the user of the From header in calls from a trunk. */
export function callerIdOf(trunk: DialledFrom & Pick<TrunkSettings, 'username' | 'callerIdFormat'>): string {
  const format = settingOf(trunk, 'callerIdFormat');
  if (format === 'username') return trunk.username;
  const { number } = trunk;
  return number.kind === 'extension' ? number.value : callingNumber(number.value, format, trunk);
}

/** Tells whether a trunk has no country to dial in, so that `national` would have no meaning. */
export function cannotDialNationally({ number, countryCode }: DialledFrom): boolean {
  return number.kind === 'extension' && countryCode === null;
}

/**
 * Returns the part of a trunk's settings that says in which other forms it answers to its numbers: as a number is dialled within
 * its country (`03012345670`), and with 00 before the calling code (`00493012345670`). Carriers send one of these.
 * @param accept whether the trunk is to answer to them. An extension has none.
 */
export function otherForms(
  { number, additionalNumbers = [] }: Pick<TrunkSettings, 'number' | 'additionalNumbers'>,
  accept: boolean,
): Pick<TrunkSettings, 'otherForms'> {
  if (!accept || number.kind === 'extension') return {};
  const forms = [number.value, ...additionalNumbers].flatMap((value) => {
    const abroad = `00${value.slice(1)}`;
    const from = { number: { kind: 'number', value }, countryCode: null } as const;
    const national = callingNumber(value, 'national', from);
    return national.startsWith('+') ? [abroad] : [national, abroad];
  });
  // Numbers of two countries can have one national form.
  return { otherForms: [...new Set(forms)] };
}

/**
 * Returns the part of a trunk's settings that says to what it answers beside its number.
 * @param given its further numbers
 * @param accept whether it is to answer to the other forms of all of them
 */
export function answeredBeside(
  number: TrunkSettings['number'],
  given: readonly E164[],
  accept: boolean,
): Pick<TrunkSettings, 'additionalNumbers' | 'otherForms'> {
  const numbers = withAdditionalNumbers(number, given);
  return { ...numbers, ...otherForms({ number, ...numbers }, accept) };
}

function parsed(number: E164): PhoneNumber | undefined {
  return parsePhoneNumberFromString(number, { extract: false });
}
