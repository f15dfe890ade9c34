import type { Branded } from '../values.js';

/** A DID in canonical form: `+`, then 7 to 15 digits that do not begin with 0. */
export type E164 = Branded<string, 'E164'>;

/** A SIP extension exactly as the caller wrote it, 1 to 15 characters of `[A-Za-z0-9._*#-]`. */
export type Extension = Branded<string, 'Extension'>;

/** The number or extension of a trunk. */
export type TrunkNumber =
  | { readonly kind: 'number'; readonly value: E164 }
  | { readonly kind: 'extension'; readonly value: Extension };

/** The form in which LiveKit compares numbers. Two trunks never share one, whoever owns them. */
export type CollisionKey = Branded<string, 'CollisionKey'>;

/**
 * Normalises a number as livekit-server does before it searches for conflicts (`NormalizeNumber` in livekit/protocol). Digits,
 * spaces, dashes and brackets become `+digits`; anything else stays as it is. Therefore `1000`, `+1000` and `1-000` collide, and
 * so do the extension `15551234567` and the DID `+15551234567`.
 */
export function collisionKeyOf(number: string): CollisionKey {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number as CollisionKey;
  const digits = number.replace(/[ \-()+]/g, '');
  return `+${digits}` as CollisionKey;
}

/** Returns the last two characters, by which people recognise a number that logs and histories may not show. */
export function maskedNumber(number: TrunkNumber): string {
  return `•••${number.value.slice(-2)}`;
}
