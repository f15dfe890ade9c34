/**
 * The state of LiveKit, as a signed request shows it. `rejected`: it does not accept the key of this service. `wrong_server`: something
 * answers that does not offer LiveKit's SIP API. `failing`: it answers with an error of its own.
 */
export const liveKitStatuses = [
  'ready',
  'unreachable',
  'rejected',
  'wrong_server',
  'without_redis',
  'failing',
] as const;
export type LiveKitStatus = (typeof liveKitStatuses)[number];

/** Sentences about every state of LiveKit, for whoever reads `/readyz` or the log. */
export const liveKitStatusTexts: Readonly<Record<LiveKitStatus, string>> = {
  ready: 'LiveKit accepts the key of this service.',
  unreachable: 'LiveKit cannot be reached.',
  rejected: 'LiveKit rejects the API key or the secret of this service.',
  wrong_server: 'The configured address of LiveKit does not offer the SIP API of LiveKit.',
  without_redis: 'livekit-server runs without Redis, which its SIP API needs.',
  failing: 'LiveKit answers with a server error.',
};

/**
 * Whether a livekit-sip node responds. LiveKit's API does not show its SIP nodes: only a call would. So the node is asked by SIP, at the
 * host where carriers send calls. `unknown`: that host is not configured.
 */
export const sipStatuses = ['responds', 'silent', 'unknown'] as const;
export type SipStatus = (typeof sipStatuses)[number];
