import type { TooManyConflicts } from '../limits.js';
import type { OrganizationId } from '../values.js';
import type { InboundCall } from './call.js';
import type { Explanation } from './explanation.js';

/** Who asks: a tenant sees its own objects only, the operator everything in the LiveKit project. */
export type Asker = { readonly organizationId: OrganizationId } | 'operator';

/** A call to explain. An outbound trunk is named by the id of its trunk in Trunkline, or by its own id in LiveKit. */
export type CallToExplain =
  | { readonly direction: 'inbound'; readonly call: InboundCall }
  | { readonly direction: 'outbound'; readonly trunk: number | string; readonly to: string };

/** `trunk_not_found` also for the trunk of another tenant. */
export type ExplainAnswer =
  | { readonly kind: 'explained'; readonly explanation: Explanation }
  | { readonly kind: 'trunk_not_found' }
  | { readonly kind: 'livekit_unavailable' }
  /** Too many explanations and checks run at the moment. */
  | { readonly kind: 'busy' }
  | TooManyConflicts;

/** Explains what LiveKit would do with a call right now. Nothing is changed, and nobody is called. */
export type ExplainCall = (asker: Asker, asked: CallToExplain) => Promise<ExplainAnswer>;
