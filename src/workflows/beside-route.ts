import { patched } from '@temporalio/workflow';

/**
 * Whether a run that takes something down removes the outbound trunk beside the route of the number, as nothing depends on
 * it, or only once the route is put back, as the history of an older run has it. To be asked once in a run.
 */
export function removesOutboundBesideRoute(): boolean {
  return patched('outbound-beside-route');
}
