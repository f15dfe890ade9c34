import type { Branded } from '../values.js';

/** A DID in canonical form: `+`, then 7 to 15 digits that do not begin with 0. */
export type E164 = Branded<string, 'E164'>;

/** A SIP extension exactly as the caller wrote it, 1 to 15 characters of `[A-Za-z0-9._*#-]`. */
export type Extension = Branded<string, 'Extension'>;

/** What a trunk answers to. */
export type TrunkNumber =
  | { readonly kind: 'number'; readonly value: E164 }
  | { readonly kind: 'extension'; readonly value: Extension };

/** The form in which LiveKit compares numbers; two trunks may never share one, whoever owns them. */
export type CollisionKey = Branded<string, 'CollisionKey'>;

/**
 * Normalises a number as livekit-server does before it looks for conflicts (`NormalizeNumber` in
 * livekit/protocol): digits, spaces, dashes and brackets become `+digits`, anything else stays as it is.
 * So `1000`, `+1000` and `1-000` collide, and so do the extension `15551234567` and the DID `+15551234567`.
 */
export function collisionKeyOf(number: string): CollisionKey {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number as CollisionKey;
  const digits = number.replace(/[ \-()+]/g, '');
  return `+${digits}` as CollisionKey;
}

/** The last two characters, for people who must recognise a number that logs and histories may not show. */
export function maskedNumber(number: TrunkNumber): string {
  return `•••${number.value.slice(-2)}`;
}
