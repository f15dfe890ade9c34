import { isIP } from 'node:net';
import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { type DeploymentId, isDeploymentId } from '../../domain/values.js';
import type { AdmissionLimits, AdmittedWork } from '../../operations/runner/admission.js';
import { carrierSettings, carrierVariables, problemOfInboundHost } from './carrier-config.js';
import { limitSettings, limitVariables, slotSettings } from './limits-config.js';
import {
  isDegenerate,
  plaintextProblems,
  plaintextVariable,
  securitySettings,
  securityVariables,
} from './security-config.js';

const whole = (fallback: number, least: number, problem: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= least, problem);

const count = (fallback: number) => whole(fallback, 0, 'must be a whole number of at least 0');

const milliseconds = (fallback: number) =>
  whole(fallback, 1, 'must be a whole number of milliseconds above 0');

/** The largest number of import lines. A worker keeps a slot for each line, and the workflow of an import keeps an entry. */
const mostImportLines = 1_000;
const importLines = (fallback: number) =>
  count(fallback).refine(
    (lines) => lines > 0 && lines <= mostImportLines,
    `must be between 1 and ${mostImportLines}`,
  );

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .default(fallback ? 'true' : 'false')
    .transform((text) => text === 'true' || text === '1');

const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

const deploymentId = z
  .custom<DeploymentId>(
    (value) => typeof value === 'string' && isDeploymentId(value),
    'must be 4 to 24 characters of a-z and 0-9',
  )
  .describe('Part of every tag and of the task queue; never change it while trunks exist.');

const encryptionKeys = z
  .string('must be given: id:base64 of 32 random bytes, the active key first')
  .transform((text, context) => {
    const keys = text.split(',').map((entry) => {
      const [id = '', material = ''] = entry.trim().split(':');
      return { id, material: Buffer.from(material, 'base64') };
    });
    if (keys.some(({ id, material }) => !/^[A-Za-z0-9_-]{1,16}$/.test(id) || material.length !== 32)) {
      context.addIssue('must be comma-separated id:base64 pairs of 32 bytes each, the active key first');
      return z.NEVER;
    }
    if (keys.some(({ material }) => isDegenerate(material))) {
      context.addIssue('must be random: a key with a pattern protects nothing');
      return z.NEVER;
    }
    if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
      context.addIssue('must not use a key id twice');
      return z.NEVER;
    }
    return keys;
  });

const hashSecret = z
  .string('must be given: base64 of at least 32 random bytes')
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length >= 32, 'must be base64 of at least 32 random bytes')
  .refine((bytes) => !isDegenerate(bytes), 'must be random: a key with a pattern protects nothing');

const followUpDelays = z
  .string()
  .default('5000,30000,180000,600000')
  .transform((text) => text.split(',').map(Number))
  .refine(
    (delays) => delays.every((delay) => Number.isInteger(delay) && delay > 0),
    'must be comma-separated milliseconds',
  );

const environment = z.object({
  ROLE: z.enum(['all', 'gateway', 'worker']).default('all'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .default('8080')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUNKLINE_HOME: z.string().min(1).default('.trunkline'),
  TRUNKLINE_DEPLOYMENT_ID: deploymentId,
  TRUNKLINE_ENCRYPTION_KEYS: encryptionKeys,
  TRUNKLINE_KEY_HASH_SECRET: hashSecret,
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: optionalText,
  TEMPORAL_TLS: flag(false),
  LIVEKIT_URL: z
    .url({
      protocol: /^(https?|wss?)$/,
      error: 'must be an http(s) or ws(s) URL',
    })
    .transform((text) => new URL(text.replace(/^ws/i, 'http')))
    // LiveKit's SDK drops a path silently and would reach another server.
    .refine(({ pathname, search, hash }) => `${pathname}${search}${hash}` === '/', 'must end after the port')
    .refine(({ username, password }) => username + password === '', 'must not hold a user or password')
    .transform(({ origin }) => origin),
  LIVEKIT_API_KEY: z.string().min(1, 'must not be empty'),
  LIVEKIT_API_SECRET: z.string().min(1, 'must not be empty'),
  DATABASE_URL: optionalText.refine(
    (text) => text === null || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
    'must be a URL that begins with postgres://, or empty for the embedded database',
  ),
  SET_UP_BUDGET_MS: milliseconds(20_000),
  ANSWER_WAIT_MS: milliseconds(25_000),
  SET_UPS_AT_ONCE: count(32).refine((slots) => slots > 0, 'must be at least 1'),
  SET_UPS_WAITING: count(1_000),
  SET_UP_ADMISSION_WAIT_MS: milliseconds(10_000),
  CHANGES_AT_ONCE: count(32).refine((slots) => slots > 0, 'must be at least 1'),
  DELETES_AT_ONCE: count(64).refine((slots) => slots > 0, 'must be at least 1'),
  IMPORT_LINES_AT_ONCE: importLines(8),
  IMPORT_LINES_IN_ALL: importLines(32),
  COMPENSATION_STUCK_AFTER_MS: milliseconds(30_000),
  FOLLOW_UP_DELAYS_MS: followUpDelays,
  /** 0 switches the schedule off. */
  RECONCILE_EVERY_MS: count(600_000),
  RECONCILE_REPAIR: flag(true),
  RECONCILE_GRACE_MS: count(900_000),
  RECONCILE_SECOND_PASS_MS: milliseconds(10_000),
  RECONCILE_MAX_REMOVALS: count(50),
  COMPARE_CALLS_EVERY_MS: milliseconds(60_000),
  ROOM_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ -')
    .default('call-'),
  SIP_INBOUND_HOST: optionalText,
  ...carrierVariables,
  OUTBOUND_EGRESS_IP: optionalText.refine(
    (text) => text === null || isIP(text) > 0,
    'must be an IP address or empty',
  ),
  ...securityVariables,
  ...limitVariables,
  ZUDU_SUCCESS_STATUS: z
    .enum(['200', '201'])
    .default('200')
    .transform((text) => Number(text)),
});

/** Variables that only the local launcher reads. */
const launcherVariables = ['TRUNKLINE_NO_INSTALL', 'TRUNKLINE_URL', 'TRUNKLINE_KEY', 'TRUNKLINE_PROFILE'];

/** The configuration is invalid. The message names each wrong variable and says what it must be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The parts of Trunkline that run in this process. */
export type Role = 'all' | 'gateway' | 'worker';

/** The whole configuration, parsed once at the start. Durations are in milliseconds. */
export type Config = ReturnType<typeof parseConfig>;

/** The part of the configuration that administration needs: the database and its keys. */
const administrationEnvironment = environment
  .pick({
    TRUNKLINE_HOME: true,
    TRUNKLINE_DEPLOYMENT_ID: true,
    TRUNKLINE_ENCRYPTION_KEYS: true,
    TRUNKLINE_KEY_HASH_SECRET: true,
    DATABASE_URL: true,
  })
  .extend(plaintextVariable);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration of administration from environment variables.
 * @throws {ConfigurationError} that names every missing or wrong variable
 */
export function parseAdministrationConfig(env: Environment) {
  const values = parse(administrationEnvironment, env);
  refuse(plaintextProblems(values));
  return {
    deploymentId: values.TRUNKLINE_DEPLOYMENT_ID,
    encryptionKeys: values.TRUNKLINE_ENCRYPTION_KEYS,
    keyHashSecret: values.TRUNKLINE_KEY_HASH_SECRET,
    database: databaseLocation(values),
  };
}

function parse<Shape extends z.ZodType>(shape: Shape, env: Environment): z.output<Shape> {
  const parsed = shape.safeParse(env, { error: inWords });
  if (parsed.success) return parsed.data;
  throw unusable([
    ...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...unknownVariables(env),
  ]);
}

function unusable(lines: readonly string[]): ConfigurationError {
  return new ConfigurationError(`The configuration cannot be used:\n  ${lines.join('\n  ')}`);
}

/** @throws {ConfigurationError} if there is a problem */
function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw unusable(problems);
}

/** Says what a variable must be, where its own rule does not. A person never reads the words of the validator. */
function inWords({ code, input, ...issue }: z.core.$ZodRawIssue): string {
  if (input === undefined) return 'must be given';
  if (code === 'invalid_value') return `must be one of: ${[issue.values].flat().join(', ')}`;
  return 'must not be empty';
}

/** The prefix of the variables that are Trunkline's alone. */
const ownPrefix = 'TRUNKLINE_';

/** Names the given variables that look like Trunkline's own and are not, each with the closest one that is. */
export function unknownVariables(env: Environment): readonly string[] {
  const known = [...Object.keys(environment.shape), ...launcherVariables].filter((name) =>
    name.startsWith(ownPrefix),
  );
  return Object.keys(env)
    .filter((name) => name.startsWith(ownPrefix) && !known.includes(name))
    .map((name) => `${name} is not a variable of Trunkline; the closest one is ${closest(name, known)}`);
}

function databaseLocation(values: { DATABASE_URL: string | null; TRUNKLINE_HOME: string }) {
  return values.DATABASE_URL === null
    ? { kind: 'embedded' as const, directory: path.join(path.resolve(values.TRUNKLINE_HOME), 'database') }
    : { kind: 'postgres' as const, url: values.DATABASE_URL };
}

/** The number of deletes that may wait for a slot. It is more than anybody sends on purpose. */
const deletesWaiting = 10_000;

/** Derives the limits of each kind of work. `AdmissionControl` explains why they differ. */
function admissionOf(values: z.output<typeof environment>): Readonly<Record<AdmittedWork, AdmissionLimits>> {
  const { perOrganization, whileCrowding, reads, files } = slotSettings(values);
  const queue = {
    ...{ perOrganization, whileCrowding },
    waiting: values.SET_UPS_WAITING,
    longestWaitMs: values.SET_UP_ADMISSION_WAIT_MS,
  };
  return {
    set_up: { ...queue, atOnce: values.SET_UPS_AT_ONCE },
    change: { ...queue, atOnce: values.CHANGES_AT_ONCE },
    // With more slots, requests that arrive together would be read as fast as they begin, and no queue would show who crowds.
    read: { ...queue, perOrganization: Math.min(perOrganization, whileCrowding), atOnce: reads },
    download: { atOnce: 32, perOrganization: 1, alwaysShared: true, waiting: 4, longestWaitMs: 10_000 },
    file: {
      atOnce: files,
      ...{ perOrganization: 1, whileCrowding: 1, alwaysShared: true as const },
      ...{ waiting: 4, longestWaitMs: 10_000 },
    },
    check: { atOnce: 8, perOrganization: 4, waiting: 32, longestWaitMs: 10_000 },
    keys: { atOnce: 4, perOrganization: 1, alwaysShared: true, waiting: 32, longestWaitMs: 10_000 },
    tear_down: {
      atOnce: values.DELETES_AT_ONCE,
      ...{ perOrganization, whileCrowding },
      waiting: deletesWaiting,
      longestWaitMs: values.ANSWER_WAIT_MS,
    },
  };
}

/**
 * Derives the limits of lines of imports. While others send requests an organization has half as many lines as there are processors; alone,
 * the workflow of an import limits them.
 */
function lineAdmissionOf(values: z.output<typeof environment>): AdmissionLimits {
  const { whileCrowding } = slotSettings(values);
  return {
    atOnce: values.IMPORT_LINES_IN_ALL,
    ...{ perOrganization: whileCrowding, whileCrowding },
    waiting: values.IMPORT_LINES_IN_ALL,
    longestWaitMs: 20_000,
  };
}

/**
 * Reads the configuration from environment variables.
 * @throws {ConfigurationError} that names every missing or wrong variable
 */
export function parseConfig(env: Environment) {
  const values = parse(environment, env);
  const hostProblem = problemOfInboundHost(values);
  const tls = values.TEMPORAL_TLS || values.TEMPORAL_API_KEY !== null;
  refuse([
    ...(values.ROLE !== 'all' && values.DATABASE_URL === null
      ? [
          'DATABASE_URL must be given when ROLE is gateway or worker, because the embedded database serves one process',
        ]
      : []),
    ...(hostProblem === null ? [] : [`SIP_INBOUND_HOST ${hostProblem}`]),
    ...plaintextProblems({
      ...values,
      livekitUrl: values.LIVEKIT_URL,
      temporal: { address: values.TEMPORAL_ADDRESS, tls },
    }),
  ]);
  return {
    /** Sentences for the operator, for the log of the start. */
    warnings: unknownVariables(env),
    role: values.ROLE as Role,
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    home: path.resolve(values.TRUNKLINE_HOME),
    deploymentId: values.TRUNKLINE_DEPLOYMENT_ID,
    encryptionKeys: values.TRUNKLINE_ENCRYPTION_KEYS,
    keyHashSecret: values.TRUNKLINE_KEY_HASH_SECRET,
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      apiKey: values.TEMPORAL_API_KEY,
      tls,
      taskQueue: `trunkline-${values.TRUNKLINE_DEPLOYMENT_ID}`,
    },
    livekit: {
      url: values.LIVEKIT_URL,
      apiKey: values.LIVEKIT_API_KEY,
      apiSecret: values.LIVEKIT_API_SECRET,
    },
    database: databaseLocation(values),
    setUpBudgetMs: values.SET_UP_BUDGET_MS,
    admission: admissionOf(values),
    importLinesAtOnce: values.IMPORT_LINES_AT_ONCE,
    importLinesInAll: values.IMPORT_LINES_IN_ALL,
    lineAdmission: lineAdmissionOf(values),
    answerWaitMs: values.ANSWER_WAIT_MS,
    compensationStuckAfterMs: values.COMPENSATION_STUCK_AFTER_MS,
    followUpDelaysMs: values.FOLLOW_UP_DELAYS_MS,
    reconciliation: {
      everyMs: values.RECONCILE_EVERY_MS,
      repair: values.RECONCILE_REPAIR,
      settings: {
        deploymentId: values.TRUNKLINE_DEPLOYMENT_ID,
        roomPrefix: values.ROOM_PREFIX,
        graceMs: values.RECONCILE_GRACE_MS,
        overdueAfterMs: values.SET_UP_BUDGET_MS + values.RECONCILE_GRACE_MS,
        secondPassAfterMs: values.RECONCILE_SECOND_PASS_MS,
        maximumRemovals: values.RECONCILE_MAX_REMOVALS,
      },
    },
    compareCallsEveryMs: values.COMPARE_CALLS_EVERY_MS,
    roomPrefix: values.ROOM_PREFIX,
    sipInboundHost: values.SIP_INBOUND_HOST,
    ...carrierSettings(values),
    outboundEgressIp: values.OUTBOUND_EGRESS_IP,
    ...securitySettings(values),
    destinations: { ...values.DESTINATIONS, storedCountryCounts: values.NUMBER_POLICY === 'off' },
    ...limitSettings(values),
    zuduSuccessStatus: values.ZUDU_SUCCESS_STATUS,
  };
}
