import { describe, expect, it } from 'vitest';
import { databaseFailure, forwardFailure, undoFailure } from '../../../src/activities/step-failure.js';
import { UnreadableSecretError } from '../../../src/crypto/key-ring.js';
import { failures } from '../../../src/domain/failures.js';
import { LiveKitProblem, type ProblemKind } from '../../../src/domain/livekit/problem.js';
import { readFailure } from '../../../src/workflows/saga/attempt-failure.js';

const traits = [true, false].flatMap((transient) =>
  [true, false].map((mayHaveApplied) => ({ transient, mayHaveApplied })),
);

describe('the failure of a step that makes something', () => {
  it.each(traits)('is read by the workflow as it was meant: %o', ({ transient, mayHaveApplied }) => {
    const problem: ProblemKind = { kind: 'failure', code: 'livekit_fault', transient, mayHaveApplied };
    expect(readFailure(forwardFailure(new LiveKitProblem(problem, 'told')), 'inbound')).toEqual({
      code: 'livekit_fault',
      transient,
      ambiguous: mayHaveApplied,
    });
  });

  it.each(['conflict', 'gone'] as const)('is final for a "%s" that nobody could make sense of', (kind) => {
    expect(readFailure(forwardFailure(new LiveKitProblem({ kind }, 'told')), 'inbound')).toMatchObject({
      code: 'livekit_refused',
      transient: false,
    });
  });

  it('is final when the password cannot be decrypted, and nothing was sent', () => {
    expect(readFailure(forwardFailure(new UnreadableSecretError('told')), 'inbound')).toEqual({
      code: 'password_unreadable',
      transient: false,
      ambiguous: false,
    });
  });

  it.each([new TypeError('a defect'), 'a text'])('is final for anything unknown (%s)', (thrown) => {
    expect(readFailure(forwardFailure(thrown), 'inbound')).toMatchObject({
      code: 'internal',
      transient: false,
    });
  });
});

describe('the failure of an undo', () => {
  it.each([
    new LiveKitProblem({ kind: 'conflict' }, 'told'),
    new LiveKitProblem(
      { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
      'told',
    ),
    new UnreadableSecretError('told'),
    new TypeError('a defect'),
    'a text',
  ])('is always worth another try (%s)', (thrown) => {
    expect(undoFailure(thrown).nonRetryable).toBe(false);
  });
});

describe('a failure of the database', () => {
  const fromEngine = (code: string) => Object.assign(new Error('duplicate key: s3cr3t_value'), { code });

  it.each([
    ['a lost connection', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['a server that shuts down', fromEngine('57P01')],
    ["transactions that got in each other's way", fromEngine('40001')],
  ])('is worth another try for %s', (_what, error) => {
    expect(readFailure(databaseFailure(error, 'final'), 'record')).toEqual({
      code: 'database_fault',
      transient: true,
      ambiguous: true,
    });
  });

  it.each(['23505', '42703', '22P02'])('is final for the SQLSTATE %s', (code) => {
    expect(readFailure(databaseFailure(fromEngine(code), 'final'), 'record')).toEqual({
      code: 'database_fault',
      transient: false,
      ambiguous: true,
    });
  });

  it.each(['23505', '42703'])('is never final for an undo, not even for the SQLSTATE %s', (code) => {
    expect(databaseFailure(fromEngine(code), 'retried').nonRetryable).toBe(false);
  });

  it('does not repeat the text of the engine, which may quote values', () => {
    const failure = databaseFailure(fromEngine('23505'), 'final');
    expect(failure.message).toBe(failures.database_fault.meaning);
    expect(JSON.stringify(failure)).not.toContain('s3cr3t');
    expect(failure.cause).toBeUndefined();
  });
});
