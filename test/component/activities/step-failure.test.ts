import { describe, expect, it } from 'vitest';
import { databaseFailure, forwardFailure, retriedFailure } from '../../../src/activities/step-failure.js';
import { UnreadableSecretError } from '../../../src/crypto/secrets.js';
import { failures, LiveKitProblem, type ProblemKind } from '../../../src/domain/failures.js';
import { readFailure } from '../../../src/workflows/saga/attempts.js';

const inLiveKit = { at: 'livekit' } as const;
const inDatabase = { at: 'database' } as const;

const traits = [true, false].flatMap((transient) =>
  [true, false].map((mayHaveApplied) => ({ transient, mayHaveApplied })),
);

describe('the failure of a step that is not retried for ever', () => {
  it.each(traits)(
    'the workflow reads from a failure whether it was transient and may have applied: %o',
    ({ transient, mayHaveApplied }) => {
      const problem: ProblemKind = { kind: 'failure', code: 'livekit_fault', transient, mayHaveApplied };
      expect(readFailure(forwardFailure(new LiveKitProblem(problem, 'reported')), inLiveKit)).toEqual({
        code: 'livekit_fault',
        transient,
        ambiguous: mayHaveApplied,
      });
    },
  );

  it.each(['conflict', 'gone'] as const)(
    'an unexplained answer of the kind "%s" fails the step for good',
    (kind) => {
      expect(readFailure(forwardFailure(new LiveKitProblem({ kind }, 'reported')), inLiveKit)).toMatchObject({
        code: 'livekit_refused',
        transient: false,
      });
    },
  );

  it('a password that no key opens fails the step for good, and nothing was sent', () => {
    expect(readFailure(forwardFailure(new UnreadableSecretError('reported')), inLiveKit)).toEqual({
      code: 'password_unreadable',
      transient: false,
      ambiguous: false,
    });
  });

  it.each([new TypeError('a defect'), 'a text'])(
    'an unknown error fails the step for good (%s)',
    (thrown) => {
      expect(readFailure(forwardFailure(thrown), inLiveKit)).toMatchObject({
        code: 'internal',
        transient: false,
      });
    },
  );
});

describe('the failure of a step that is retried until it is done', () => {
  it.each([
    new LiveKitProblem({ kind: 'conflict' }, 'reported'),
    new LiveKitProblem(
      { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
      'reported',
    ),
    new UnreadableSecretError('reported'),
    new TypeError('a defect'),
    'a text',
  ])('every error lets the step be retried (%s)', (thrown) => {
    expect(retriedFailure(thrown).nonRetryable).toBe(false);
  });
});

describe('a failure of the database', () => {
  const fromEngine = (code: string) => Object.assign(new Error('duplicate key: s3cr3t_value'), { code });

  it.each([
    ['a lost connection', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['the shut-down of the server', fromEngine('57P01')],
    ['a conflict of two transactions', fromEngine('40001')],
  ])('a step is retried after %s', (_what, error) => {
    expect(readFailure(databaseFailure(error, 'final'), inDatabase)).toEqual({
      code: 'database_fault',
      transient: true,
      ambiguous: true,
    });
  });

  it.each(['23505', '42703', '22P02'])('the SQLSTATE %s fails the step for good', (code) => {
    expect(readFailure(databaseFailure(fromEngine(code), 'final'), inDatabase)).toEqual({
      code: 'database_fault',
      transient: false,
      ambiguous: true,
    });
  });

  it.each(['23505', '42703'])(
    'the SQLSTATE %s does not end a step that is retried until it is done',
    (code) => {
      expect(databaseFailure(fromEngine(code), 'retried').nonRetryable).toBe(false);
    },
  );

  it('a failure does not repeat the text of the engine, which may quote values', () => {
    const failure = databaseFailure(fromEngine('23505'), 'final');
    expect(failure.message).toBe(failures.database_fault.meaning);
    expect(JSON.stringify(failure)).not.toContain('s3cr3t');
    expect(failure.cause).toBeUndefined();
  });
});
