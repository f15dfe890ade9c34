import type { Secret } from '../domain/secret.js';
import type { Trunk } from '../domain/trunk/trunk.js';
import { warningsAbout } from '../domain/trunk/warnings.js';
import { type WarningsMember, warningsMember } from './answer.js';

/** What the owner of a changed trunk should know: of the password that came with the change, and of the trunk as it is now. */
export function changeWarnings(trunk: Trunk, password: Secret | null): WarningsMember {
  return warningsMember(warningsAbout({ settings: trunk, password }));
}
