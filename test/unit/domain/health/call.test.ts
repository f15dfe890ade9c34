import { describe, expect, it } from 'vitest';
import { type CallDirection, type CallOutcome, outcomeOf } from '../../../../src/domain/health/call.js';

describe('The outcome of a call', () => {
  it.each<[CallOutcome, CallDirection, string, string, string]>([
    ['completed', 'inbound', 'CLIENT_INITIATED', 'hangup', 'somebody hung up'],
    ['completed', 'inbound', 'ROOM_DELETED', 'active', 'the application closed the room of an answered call'],
    ['completed', 'outbound', 'PARTICIPANT_REMOVED', 'active', 'the application ended an answered call'],
    [
      'refused',
      'outbound',
      'USER_REJECTED',
      'dialing',
      'the carrier answered 403 or the called person was busy',
    ],
    ['unavailable', 'outbound', 'USER_UNAVAILABLE', 'ringing', 'nobody took the call'],
    ['not_placed', 'outbound', 'CLIENT_INITIATED', 'dialing', 'the host of the carrier cannot be reached'],
    ['unanswered', 'inbound', 'CLIENT_INITIATED', 'ringing', 'no agent came into the room'],
    ['cancelled', 'outbound', 'ROOM_DELETED', 'dialing', 'the application closed the room while it rang'],
    ['dropped', 'outbound', 'CLIENT_INITIATED', 'active', 'no more audio arrived'],
    ['lost', 'inbound', 'CONNECTION_TIMEOUT', 'active', 'livekit-sip died'],
    ['lost', 'inbound', 'SIGNAL_CLOSE', 'ringing', 'livekit-sip died while it rang'],
    ['replaced', 'inbound', 'DUPLICATE_IDENTITY', 'active', 'the participant came back under another id'],
    ['unanswered', 'inbound', 'A_REASON_OF_TOMORROW', 'ringing', 'LiveKit gives a reason that is not known'],
  ])(
    'is %s for an %s call that ends with %s and the status %s, as when %s',
    (outcome, direction, reason, status) => {
      expect(outcomeOf(direction, reason, status)).toBe(outcome);
    },
  );
});
