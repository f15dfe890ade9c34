import { findOperation, trunkLeftBy } from '../../database/operations/queries.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { SipAddress } from '../../domain/trunk/trunk.js';
import { objectIdsOf } from '../../domain/trunk/trunk.js';
import { noPassword } from '../objects/collections.js';
import { createOrAdopt, removeOwn } from '../objects/create-or-adopt.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { passwordOf } from '../objects/recorded-spec.js';
import { forwardFailure, fromDatabase, noLongerRunning, retriedFailure } from '../step-failure.js';

/** Returns the steps that create an object of a trunk in LiveKit, and that remove it in a compensation. */
export function objectSetUpSteps(
  part: ObjectPart,
  { database, openLiveKit, keyRing, timeLeftMs, logger }: PartDependencies,
): Pick<PartVerbs, 'create' | 'remove'> {
  /**
   * Prevents that a late or repeated attempt touches LiveKit after its set-up has ended. A repeated workflow task repeats steps whose
   * results were lost. The trunk may have been changed or torn down meanwhile.
   * @returns the id of the object if the set-up has succeeded; null while it runs.
   * @throws {ApplicationFailure} if the set-up compensates or has failed.
   */
  const idIfEnded = async ({ operationId }: TrunkSpec): Promise<string | null> => {
    const found = await fromDatabase(logger, 'retried', () => findOperation(database, operationId));
    if (found?.operation.state === 'running') return null;
    const made = found === null ? null : trunkLeftBy(found.operation);
    if (made === null) throw noLongerRunning('nothing may be made for it');
    return objectIdsOf(made)[part.kind];
  };

  return {
    create: async ({ spec, made, checkFirst, timeLimitMs }) => {
      const known = checkFirst ? await idIfEnded(spec) : null;
      if (known !== null) return { output: known, ambiguous: true };
      try {
        const trunk = calledThrough(spec, made.carrier);
        const context = {
          livekit: openLiveKit(Math.min(timeLimitMs, timeLeftMs())),
          trunk,
          password: part.needsPassword ? passwordOf(spec, keyRing) : noPassword,
          inboundTrunkId: made.inbound ?? '',
        };
        const output = await createOrAdopt(part.collection(context), trunk, checkFirst);
        return { output, ...(checkFirst ? { ambiguous: true } : {}) };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    remove: async ({ spec, id, timeLimitMs }) => {
      try {
        const objects = part.removable(openLiveKit(timeLimitMs), spec);
        return { removed: await removeOwn(objects, spec, { also: id }) };
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the specification with the address of the connection at the carrier, if there is one, as its outbound address. */
function calledThrough(spec: TrunkSpec, address: string | undefined): TrunkSpec {
  if (address === undefined) return spec;
  return { ...spec, settings: { ...spec.settings, outboundAddress: address as SipAddress } };
}
