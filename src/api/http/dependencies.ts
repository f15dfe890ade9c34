import type { Logger } from 'pino';
import type { Actor, Administration, ApiKeySummary, Organization } from '../../domain/administration.js';
import type { AuditFilter, AuditPage, AuditPlace, RecordAct } from '../../domain/audit.js';
import type { ChangeTrunk, RevertTrunk, Revision, RevisionPage } from '../../domain/change/change.js';
import type { CheckTrunks } from '../../domain/checks/check.js';
import type { ExplainCall } from '../../domain/explain/explain.js';
import type { ReceiveWebhook, TrunkHealths } from '../../domain/health/health.js';
import type { Imports } from '../../domain/import/import.js';
import type { RateLimits, Slots } from '../../domain/limits.js';
import type { LiveKitStatus, SipStatus } from '../../domain/livekit/readiness.js';
import type { CancelOperation, RetryOperation } from '../../domain/operation/control.js';
import type { ResolvePart } from '../../domain/operation/resolve.js';
import type {
  FollowOperation,
  OperationFilter,
  OperationPage,
  OperationPart,
  OperationView,
} from '../../domain/operation/view.js';
import type { QuotaChanges, Quotas } from '../../domain/quotas.js';
import type { BeginReconciliation, ReconciliationReports } from '../../domain/reconcile/run.js';
import type { ImportNumber, SetUpTrunk } from '../../domain/set-up/set-up.js';
import type { TearDownTrunk } from '../../domain/tear-down/tear-down.js';
import type { TestCallId, TestCalls } from '../../domain/test-call/test-call.js';
import type { DestinationPolicy } from '../../domain/trunk/numbers/destinations.js';
import type { NumberOwners } from '../../domain/trunk/numbers/number-owners.js';
import type { FoundTrunks, TrunkSearch } from '../../domain/trunk/search.js';
import type { TargetPolicy } from '../../domain/trunk/targets.js';
import type {
  Cidr,
  CollisionKey,
  Trunk,
  TrunkPage,
  TrunkPart,
  TrunkPlace,
} from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Interleaving, RefusalDelay } from './flood-control.js';
import type { Authenticate, Caller } from './request.js';

/** The parts that every set-up needs. */
export const readinessComponents = ['temporal', 'database', 'livekit'] as const;
export type ReadinessComponent = (typeof readinessComponents)[number];

/** Whether each component can be used right now. */
export interface Readiness extends Readonly<Record<Exclude<ReadinessComponent, 'livekit'>, boolean>> {
  readonly livekit: LiveKitStatus;
  readonly sip: SipStatus;
}

/** The operator's settings of the interface. */
export interface ApiSettings {
  /** 200 or 201; the contract does not document the status of its success. */
  readonly zuduSuccessStatus: number;
  /** The address that outbound calls come from through the proxy; null when no proxy is deployed. */
  readonly outboundEgressIp: string | null;
  /** The host to which carriers send calls; null when the operator has not configured it. */
  readonly sipInboundHost: string | null;
  /** How long a request waits for its operation at most, in milliseconds. */
  readonly answerWaitMs: number;
  /** The proxies whose word about the address and the protocol of a client is taken. */
  readonly trustedProxies: readonly Cidr[];
  /** The rules for the hosts that requests name. */
  readonly targets: TargetPolicy;
  /** The rules for the numbers that trunks may call. */
  readonly destinations: DestinationPolicy;
}

/** The histories of an organisation's trunks, including deleted ones. */
export interface Revisions {
  /** Lists the revisions before one, newest first; null begins with the newest. */
  list(
    organizationId: OrganizationId,
    trunkId: number,
    part: { readonly before: number | null; readonly limit: number },
  ): Promise<RevisionPage>;
  /** Finds a revision; null also for the trunk of another organisation. */
  find(organizationId: OrganizationId, trunkId: number, revision: number): Promise<Revision | null>;
}

/** Names something that an organisation owns. A deleted trunk still has its owner. */
export type Owned =
  | { readonly kind: 'trunk'; readonly id: number }
  | { readonly kind: 'operation'; readonly id: OperationId }
  | { readonly kind: 'test_call'; readonly id: TestCallId }
  | { readonly kind: 'organization'; readonly id: OrganizationId };

/** Everything that the HTTP interface needs from the rest of Trunkline. */
export interface ApiDependencies {
  readonly setUpTrunk: SetUpTrunk;
  readonly importNumber: ImportNumber;
  readonly tearDownTrunk: TearDownTrunk;
  readonly changeTrunk: ChangeTrunk;
  readonly revertTrunk: RevertTrunk;
  readonly imports: Imports;
  readonly testCalls: TestCalls;
  readonly followOperation: FollowOperation;
  readonly cancelOperation: CancelOperation;
  readonly retryOperation: RetryOperation;
  readonly resolvePart: ResolvePart;
  /** Finds an operation of that organisation; null also for one of another organisation. */
  findOperation(organizationId: OrganizationId, operationId: OperationId): Promise<OperationView | null>;
  /** Lists the operations of that organisation, newest first; null lists those of all. */
  listOperations(
    organizationId: OrganizationId | null,
    filter: OperationFilter,
    part: OperationPart,
  ): Promise<OperationPage>;
  /** Finds a trunk of that organisation; null also for one of another organisation. */
  findTrunk(organizationId: OrganizationId, trunkId: number): Promise<Trunk | null>;
  readonly reconciliations: ReconciliationReports & { readonly begin: BeginReconciliation<Actor> };
  readonly explainCall: ExplainCall;
  readonly checkTrunks: CheckTrunks;
  readonly trunkHealths: TrunkHealths;
  readonly receiveWebhook: ReceiveWebhook;
  /** Finds a trunk of that organisation by its number, in the form in which LiveKit compares numbers. */
  findTrunkByNumber(organizationId: OrganizationId, number: CollisionKey): Promise<Trunk | null>;
  /** Lists the trunks of that organisation, oldest first; null lists all of them. */
  listTrunks(
    organizationId: OrganizationId,
    part: { readonly offset: number; readonly limit: number } | null,
  ): Promise<TrunkPage>;
  /** Lists the trunks that a filter selects, in an order. */
  searchTrunks(search: TrunkSearch): Promise<FoundTrunks>;
  /** Lists the trunks of that organisation after a place, oldest first; null begins with the first. */
  listTrunksAfter(
    organizationId: OrganizationId,
    part: { readonly after: TrunkPlace | null; readonly limit: number },
  ): Promise<TrunkPart>;
  readonly revisions: Revisions;
  readonly authenticate: Authenticate;
  readonly rateLimits: RateLimits;
  readonly interleaving: Pick<Interleaving, 'begin'>;
  readonly refusalDelay: Pick<RefusalDelay, 'wait'>;
  /** The slots for reads and short commands, for downloads, for files of imports, and for the administration of keys. */
  readonly slots: Readonly<Record<'read' | 'download' | 'file' | 'keys', Slots>>;
  /** Describes an accepted key and its organisation; null when there is none any more. */
  describeKey(
    publicId: string,
  ): Promise<{ readonly key: ApiKeySummary; readonly organization: Organization | null } | null>;
  /** Finds the organisation that owns something, for an operator; null when there is none. */
  ownerOf(owned: Owned): Promise<Pick<Caller, 'id' | 'agentName'> | null>;
  /** The administration of keys, for the one who administers. */
  keys(by: Actor): Pick<Administration, 'createKey' | 'listKeys' | 'rotateKey' | 'revokeKey'>;
  readonly recordAct: RecordAct;
  /** Lists the audit log, newest first. */
  listAudit(
    filter: AuditFilter,
    part: { readonly after: AuditPlace | null; readonly limit: number },
  ): Promise<AuditPage>;

  readonly numbers: NumberOwners;
  /** The quotas of organizations, for operators. Null is an unknown organization. */
  readonly quotas: {
    /** Those of every organization for which no other one is set. */
    readonly usual: Quotas;
    own(id: OrganizationId): Promise<Partial<Quotas> | null>;
    set(id: OrganizationId, changes: QuotaChanges, by: Actor): Promise<Partial<Quotas> | null>;
  };
  /** Tells whether an error only means that the database cannot be reached right now. */
  readonly isDatabaseAway: (error: unknown) => boolean;
  checkReadiness(): Promise<Readiness>;
  /** Reads the metrics in the format of Prometheus. */
  readMetrics(): Promise<{ readonly contentType: string; readonly body: string }>;
  readonly settings: ApiSettings;
  /** The version of Trunkline, for the description of the interface. */
  readonly version: string;
  readonly logger: Logger;
}
