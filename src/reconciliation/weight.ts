import type { Finding } from './finding.js';
import { severities } from './finding-codes.js';

/** Puts the weightiest findings first; what is equally weighty goes by code, then by trunk and object. */
export function byWeight(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    compareText(left.code, right.code) ||
    (left.trunkId ?? 0) - (right.trunkId ?? 0) ||
    compareText(left.objectId ?? '', right.objectId ?? '')
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
