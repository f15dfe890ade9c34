import type { CountryCode, TrunkNumber } from '../trunk.js';

/**
 * The codes that a phone treats as emergency calls in every country, also without a SIM (3GPP TS 22.101, clause 10.1.1). They are
 * refused whatever country a request names: an extension is an extension for the whole LiveKit project.
 */
const everywhere: ReadonlySet<string> = new Set(['112', '911', '000', '08', '110', '999', '118', '119']);

/**
 * The other emergency codes by country: `ShortNumberMetadata` of Google's libphonenumber 9.0.43, as of 2026-11-29. The library that
 * reads numbers here has no short numbers. `\d` is any digit.
 */
const byCountry = `
  AD LK: 116; AE PL: 997 998; AF: 100 102; AL: 127 128 129; AM AZ BY KG KZ TJ UA: 101 102 103;
  AO IT SM VA: 113 115; AR: 100 101 107; AT: 122 133 144; AU: 106; AW: 100; BA ME: 122 123 124;
  BB: 211 311 511; BD: 100 101 102 199; BE: 100 101; BF DJ KM MR SN TD: 17 18; BG: 150 160 166;
  BH CY HN MM NG: 199; BI GW: 113 117; BJ: 114 116 117; BL: 18; BN: 991 993 995; BR: 128 190 192 193;
  BS SX: 919; BT ID LU NO SI SJ SY: 113; BW: 111 997 998; BZ: 90 990; CD: 113 114 177 188; CF: 117 1220;
  CG PH: 117; CH LI: 117 144; CI: 111 170 180; CK: 996 998; CL: 131 132 133; CM: 13 17 113 117; CN: 120;
  CO: 123 132 156; CU: 104 105 106; CV: 130 131 132; CZ: 150 151 152 153 154 155 156 157 158 159;
  DK FO HT KE: 114; DM KN: 333; DZ: 14 17; EC: 101 102; EG: 122 123 180; EH MA: 15 19 177;
  ER: 113 114 116 124422 127799 201606 201917 202099 202914; ES: 085 088; ET: 91 92 93 939 991 997;
  FJ: 917; FM: 320221; FR GF GP MC MF ML MQ PF PM RE WF: 15 17 18; GA: 18 1730 13\\d\\d;
  GE: 011 022 033 111 113 122; GH: 191 192 193; GI: 190 199; GM: 16 17 18 116 117; GR: 100 166 199;
  GT: 120 123; GY: 912 913; HK: 992; HR: 93 94 192 193 194; HU: 104 105 107; IL PS: 100 101 102;
  IN: 100 101 102 108 1298 2611; IQ: 100 104 115 122; IR: 115 125; JO: 191 192 197; KH: 117 666;
  KI: 192 193 194 195 992 993 994; KP: 819; LA: 190 191 195; LB: 140 175; LR: 355; LS: 115 117;
  LT: 01 02 03 011 022 033 101 102 103; LV: 01 02 03 113; LY: 190 191 193; MD: 901 902 903;
  MG: 17 18 117; MK XK: 192 193 194; MN: 100 101 102 103 105; MU: 114 115 995; MV: 102; MW: 199 997 998;
  MX: 060 065 066 068 080; MZ: 117 197 198; NA: 10111; NC: 15 16 17 18; NE: 15 17 18 723141; NF: 955 977;
  NI: 115 120 128; NP: 100 101 102 103; NR NZ PG RW: 111; OM: 1444 9999; PE: 105 116 117;
  PK: 15 16 115 1122; PT SR TL: 115; PY UY: 128; RS: 92 93 94; RU: 01 02 03 101 102 103; SA: 997;
  SE: 90000; SG: 993 995; SK: 150 155 158; SL: 019; SO: 555 888; SV: 913; TG: 117 171 172 177;
  TH: 191 199 1669; TM: 01 02 03; TN: 190 197 198; TO: 922 933; TR: 155; TT: 990; TZ: 111 114 115;
  UZ: 01 02 03 001 002 003 050; VE: 171; VN: 113 114 115; WS: 994 995 996; YE: 191 194 195 199; YT: 15;
  ZA: 10111 10177; ZM: 991 993; ZW: 993 994 995
`;

/** Patterns for a code of a country, and for a text that begins with one. */
const patternsOf: ReadonlyMap<string, { readonly code: RegExp; readonly beginning: RegExp }> = new Map(
  byCountry.split(';').flatMap((row) => {
    const [countries = '', codes = ''] = row.trim().split(': ');
    const pattern = `^(${codes.replaceAll(' ', '|')})`;
    const patterns = { code: new RegExp(`${pattern}$`), beginning: new RegExp(pattern) };
    return countries.split(' ').map((country) => [country, patterns] as const);
  }),
);

/**
 * Tells whether calls to a number are emergency calls: everywhere, or in the given country. Characters that LiveKit ignores when it
 * compares numbers are ignored here, too.
 */
export function isEmergencyCode({ value }: TrunkNumber, country: CountryCode | null): boolean {
  const digits = value.replace(/-/g, '');
  return everywhere.has(digits) || (country !== null && patternsOf.get(country)?.code.test(digits) === true);
}

/**
 * Tells whether dialled digits begin with an emergency code: everywhere, or in the given country. A network that reads digit by digit
 * connects to the code and never sees the rest. `08` is left out, because ordinary numbers of most countries are dialled with it.
 */
export function beginsWithEmergencyCode(digits: string, country: string | null): boolean {
  const isGeneral = [...everywhere].some((code) => code !== '08' && digits.startsWith(code));
  return isGeneral || (country !== null && patternsOf.get(country)?.beginning.test(digits) === true);
}
