import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  parseAdministrationConfig,
  parseConfig,
} from '../../../../src/runtime/config/config.js';

const material = randomBytes(32);
const hashSecret = randomBytes(32);

/** The least that must be given. */
const least = {
  TRUNKLINE_DEPLOYMENT_ID: 'demo1',
  TRUNKLINE_ENCRYPTION_KEYS: `k1:${material.toString('base64')}`,
  TRUNKLINE_KEY_HASH_SECRET: hashSecret.toString('base64'),
  LIVEKIT_URL: 'http://127.0.0.1:7880',
  LIVEKIT_API_KEY: 'devkey',
  LIVEKIT_API_SECRET: 'secret-of-the-test',
} as const;

const postgres = { DATABASE_URL: 'postgres://trunkline@127.0.0.1/trunkline' };
const pair = (id: string, bytes: number) => `${id}:${randomBytes(bytes).toString('base64')}`;

function messageOf(env: Record<string, string | undefined>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('without any optional variable, the configuration', () => {
  it('the default configuration is one process on loopback with the embedded database', () => {
    expect(parseConfig(least)).toEqual({
      warnings: [],
      role: 'all',
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      home: path.resolve('.trunkline'),
      deploymentId: 'demo1',
      encryptionKeys: [{ id: 'k1', material }],
      keyHashSecret: hashSecret,
      temporal: {
        address: '127.0.0.1:7233',
        namespace: 'default',
        apiKey: null,
        tls: false,
        taskQueue: 'trunkline-demo1',
      },
      livekit: { url: 'http://127.0.0.1:7880', apiKey: 'devkey', apiSecret: 'secret-of-the-test' },
      database: { kind: 'embedded', directory: path.resolve('.trunkline', 'database') },
      setUpBudgetMs: 20_000,
      importLinesAtOnce: 8,
      importLinesInAll: 32,
      answerWaitMs: 25_000,
      compareCallsEveryMs: 60_000,
      admission: {
        set_up: {
          atOnce: 32,
          perOrganization: 4,
          whileCrowding: Math.max(1, availableParallelism() >> 1),
          waiting: 1_000,
          longestWaitMs: 10_000,
        },
        change: {
          atOnce: 32,
          perOrganization: 4,
          whileCrowding: Math.max(1, availableParallelism() >> 1),
          waiting: 1_000,
          longestWaitMs: 10_000,
        },
        tear_down: {
          atOnce: 64,
          perOrganization: 4,
          whileCrowding: Math.max(1, availableParallelism() >> 1),
          waiting: 10_000,
          longestWaitMs: 25_000,
        },
        read: {
          atOnce: 8,
          perOrganization: Math.min(4, Math.max(1, availableParallelism() >> 1)),
          whileCrowding: Math.max(1, availableParallelism() >> 1),
          waiting: 1_000,
          longestWaitMs: 10_000,
        },
        download: { atOnce: 32, perOrganization: 1, alwaysShared: true, waiting: 4, longestWaitMs: 10_000 },
        file: {
          ...{ atOnce: 2, perOrganization: 1, whileCrowding: 1, alwaysShared: true },
          ...{ waiting: 4, longestWaitMs: 10_000 },
        },
        check: { atOnce: 8, perOrganization: 4, waiting: 32, longestWaitMs: 10_000 },
        keys: { atOnce: 4, perOrganization: 1, alwaysShared: true, waiting: 32, longestWaitMs: 10_000 },
      },
      lineAdmission: {
        atOnce: 32,
        perOrganization: Math.max(1, availableParallelism() >> 1),
        whileCrowding: Math.max(1, availableParallelism() >> 1),
        waiting: 32,
        longestWaitMs: 20_000,
      },
      compensationStuckAfterMs: 30_000,
      followUpDelaysMs: [5_000, 30_000, 180_000, 600_000],
      reconciliation: {
        everyMs: 600_000,
        repair: true,
        settings: {
          deploymentId: 'demo1',
          roomPrefix: 'call-',
          graceMs: 900_000,
          overdueAfterMs: 920_000,
          secondPassAfterMs: 10_000,
          maximumRemovals: 50,
        },
      },
      roomPrefix: 'call-',
      sipInboundHost: null,
      carrierAddresses: { twilio: null, plivo: null },
      carrierSignalling: { twilio: null, plivo: null },
      outboundEgressIp: null,
      probes: { enabled: false, dnsServers: [] },
      targets: {
        allowPrivate: false,
        allowedDomains: [],
        sipPorts: [[1_024, 65_535]],
        webhookPorts: [
          [80, 80],
          [443, 443],
          [1_024, 65_535],
        ],
      },
      resolveTargets: false,
      secretsKeptDays: 30,
      codec: null,
      trustedProxies: [],
      destinations: {
        ...{ countries: [], own: true, premium: false, satellite: false },
        storedCountryCounts: false,
      },
      eventStreams: { followers: 200, perOrganization: 100 },
      rates: {
        key: { most: 2_000, windowMs: 10_000 },
        address: { most: 5_000, windowMs: 10_000 },
        failed_authentication: { most: 60, windowMs: 300_000 },
        conflict: { most: 100, windowMs: 3_600_000 },
        test_calls_of_key: { most: 10, windowMs: 3_600_000 },
        test_calls_of_organization: { most: 20, windowMs: 3_600_000 },
      },
      numberRules: {
        quotas: { trunks: 10_000, new_numbers_per_day: 1_000, imports_per_day: 100, keys: 100 },
        holdMs: 168 * 3_600_000,
        ownership: 'strict',
      },
      testCallsAtOnce: { inAll: 8, perOrganization: 2 },
      zuduSuccessStatus: 200,
    });
  });
});

/** The values of the variable of a quota. */
const quotaCases = (name: string) => ({
  taken: [
    ['0', { numberRules: { quotas: { [name]: 0 } } }],
    ['off', { numberRules: { quotas: { [name]: null } } }],
  ] as [string, object][],
  refused: ['', '-1', 'x', '1.5'],
});

/** Every variable: values that are taken, with what they become, and values that are refused. */
const variables: Record<
  string,
  { readonly taken: readonly [string, object][]; readonly refused: readonly string[] }
> = {
  ROLE: {
    taken: [
      ['all', { role: 'all' }],
      ['gateway', { role: 'gateway' }],
      ['worker', { role: 'worker' }],
    ],
    refused: ['both', 'ALL'],
  },
  HOST: { taken: [['0.0.0.0', { host: '0.0.0.0' }]], refused: [''] },
  PORT: {
    taken: [
      ['0', { port: 0 }],
      ['65535', { port: 65_535 }],
    ],
    refused: ['65536', '-1', '80.5', 'http'],
  },
  LOG_LEVEL: { taken: [['silent', { logLevel: 'silent' }]], refused: ['loud'] },
  CARRIERS: {
    taken: [
      ['', { carrierAddresses: { twilio: null, plivo: null } }],
      [
        'plivo, twilio',
        {
          carrierAddresses: {
            twilio: { apiUrl: 'https://api.twilio.com', trunkingUrl: 'https://trunking.twilio.com' },
            plivo: { apiUrl: 'https://api.plivo.com' },
          },
        },
      ],
    ],
    refused: ['vonage', 'twilio;plivo'],
  },
  TWILIO_API_URL: {
    taken: [
      ['http://127.0.0.1:9000/', {}],
      ['http://localhost:9000', {}],
      ['http://[::1]:9000', {}],
      ['https://carriers.example.com/twilio', {}],
    ],
    refused: [
      'api.twilio.com',
      'ftp://api.twilio.com',
      'https://u:p@api.twilio.com',
      'https://x.com/?a',
      // The account would go to it in clear.
      'http://api.twilio.com',
      'http://10.0.0.7:9000',
      'http://127.0.0.1.example.com',
      'http://localhost.example.com',
    ],
  },
  TWILIO_TRUNKING_URL: { taken: [['http://127.0.0.1:9000/t', {}]], refused: ['trunking'] },
  PLIVO_API_URL: { taken: [['http://127.0.0.1:9001', {}]], refused: ['plivo'] },
  TWILIO_SIGNALLING_ADDRESSES: {
    taken: [['203.0.113.7, 198.51.100.0/24', {}]],
    refused: ['', '0.0.0.0/0', 'sip.twilio.com', '203.0.113.7,,'],
  },
  PLIVO_SIGNALLING_ADDRESSES: { taken: [['203.0.113.7', {}]], refused: ['10.0.0.0/8'] },
  TRUNKLINE_HOME: { taken: [['/var/lib/trunkline', { home: '/var/lib/trunkline' }]], refused: [''] },
  TRUNKLINE_DEPLOYMENT_ID: {
    taken: [['prod2', { deploymentId: 'prod2', temporal: { taskQueue: 'trunkline-prod2' } }]],
    refused: ['', 'abc', 'Prod2', 'prod:2', 'a'.repeat(25)],
  },
  TRUNKLINE_ENCRYPTION_KEYS: {
    taken: [[`new:${material.toString('base64')}`, { encryptionKeys: [{ id: 'new', material }] }]],
    refused: [
      '',
      'k1',
      pair('k1', 31),
      pair('k1', 33),
      pair('', 32),
      pair('k.1', 32),
      pair('k'.repeat(17), 32),
      `${pair('k1', 32)},${pair('k1', 32)}`,
      `${pair('k1', 32)},`,
    ],
  },
  TRUNKLINE_KEY_HASH_SECRET: {
    taken: [[hashSecret.toString('base64'), { keyHashSecret: hashSecret }]],
    refused: ['', 'short', randomBytes(31).toString('base64')],
  },
  TEMPORAL_ADDRESS: {
    taken: [['localhost:7234', { temporal: { address: 'localhost:7234' } }]],
    refused: [''],
  },
  ALLOW_PLAINTEXT: { taken: [['true', {}]], refused: ['yes'] },
  TEMPORAL_NAMESPACE: { taken: [['sip', { temporal: { namespace: 'sip' } }]], refused: [''] },
  TEMPORAL_API_KEY: {
    taken: [
      ['key', { temporal: { apiKey: 'key', tls: true } }],
      ['', { temporal: { apiKey: null, tls: false } }],
    ],
    refused: [],
  },
  TEMPORAL_TLS: {
    taken: [
      ['true', { temporal: { tls: true } }],
      ['1', { temporal: { tls: true } }],
      ['false', { temporal: { tls: false } }],
      ['0', { temporal: { tls: false } }],
    ],
    refused: ['yes', 'TRUE'],
  },
  LIVEKIT_URL: {
    taken: [
      ['ws://localhost:7880', { livekit: { url: 'http://localhost:7880' } }],
      ['wss://livekit.example.com/', { livekit: { url: 'https://livekit.example.com' } }],
      ['https://livekit.example.com', { livekit: { url: 'https://livekit.example.com' } }],
    ],
    refused: ['', 'livekit:7880', 'ftp://livekit', 'https://example.com/livekit'],
  },
  LIVEKIT_API_KEY: { taken: [['key', { livekit: { apiKey: 'key' } }]], refused: [''] },
  LIVEKIT_API_SECRET: { taken: [['secret', { livekit: { apiSecret: 'secret' } }]], refused: [''] },
  DATABASE_URL: {
    taken: [
      [postgres.DATABASE_URL, { database: { kind: 'postgres', url: postgres.DATABASE_URL } }],
      ['postgresql://127.0.0.1/db', { database: { kind: 'postgres', url: 'postgresql://127.0.0.1/db' } }],
    ],
    refused: ['mysql://127.0.0.1/db', 'trunkline.db', 'postgres://[db/trunkline'],
  },
  SET_UP_BUDGET_MS: {
    taken: [['15000', { setUpBudgetMs: 15_000 }]],
    refused: ['0', '-1', '1.5', 'long', ''],
  },
  IMPORT_LINES_AT_ONCE: {
    taken: [
      ['1', { importLinesAtOnce: 1 }],
      ['1000', { importLinesAtOnce: 1_000 }],
    ],
    refused: ['0', '1001', '-1', 'many', ''],
  },
  IMPORT_LINES_IN_ALL: { taken: [['1', { importLinesInAll: 1 }]], refused: ['0', '1001', '-1', 'many', ''] },
  ANSWER_WAIT_MS: {
    taken: [['1', { answerWaitMs: 1, admission: { tear_down: { longestWaitMs: 1 } } }]],
    refused: ['0', '-1', '1.5', 'long', ''],
  },
  SET_UPS_AT_ONCE: {
    taken: [
      ['1', { admission: { set_up: { atOnce: 1 }, change: { atOnce: 32 }, tear_down: { atOnce: 64 } } }],
    ],
    refused: ['0', '-1', '1.5', 'many', ''],
  },
  SET_UPS_WAITING: {
    taken: [['0', { admission: { set_up: { waiting: 0 }, change: { waiting: 0 } } }]],
    refused: ['-1', '1.5', 'many', ''],
  },
  SET_UP_ADMISSION_WAIT_MS: {
    taken: [['500', { admission: { set_up: { longestWaitMs: 500 }, change: { longestWaitMs: 500 } } }]],
    refused: ['0', '-1', 'long', ''],
  },
  CHANGES_AT_ONCE: {
    taken: [['1', { admission: { set_up: { atOnce: 32 }, change: { atOnce: 1 } } }]],
    refused: ['0', '-1', '1.5', 'many', ''],
  },
  DELETES_AT_ONCE: {
    taken: [['1', { admission: { set_up: { atOnce: 32 }, tear_down: { atOnce: 1 } } }]],
    refused: ['0', '-1', '1.5', 'many', ''],
  },
  COMPENSATION_STUCK_AFTER_MS: {
    taken: [['500', { compensationStuckAfterMs: 500 }]],
    refused: ['0', '-1', 'long', ''],
  },
  RECONCILE_EVERY_MS: {
    taken: [
      ['60000', { reconciliation: { everyMs: 60_000 } }],
      ['0', { reconciliation: { everyMs: 0 } }],
    ],
    refused: ['-1', 'often', ''],
  },
  RECONCILE_REPAIR: {
    taken: [['false', { reconciliation: { repair: false } }]],
    refused: ['no', ''],
  },
  RECONCILE_GRACE_MS: {
    taken: [['1000', { reconciliation: { settings: { graceMs: 1_000, overdueAfterMs: 21_000 } } }]],
    refused: ['-1', 'long', ''],
  },
  RECONCILE_SECOND_PASS_MS: {
    taken: [['1', { reconciliation: { settings: { secondPassAfterMs: 1 } } }]],
    refused: ['0', '-1', ''],
  },
  RECONCILE_MAX_REMOVALS: {
    taken: [['0', { reconciliation: { settings: { maximumRemovals: 0 } } }]],
    refused: ['-1', 'all', ''],
  },
  FOLLOW_UP_DELAYS_MS: {
    taken: [
      ['100', { followUpDelaysMs: [100] }],
      ['100, 200', { followUpDelaysMs: [100, 200] }],
    ],
    refused: ['', '100,', '0', '-5', '1.5', 'soon'],
  },
  COMPARE_CALLS_EVERY_MS: {
    taken: [['1000', { compareCallsEveryMs: 1_000 }]],
    refused: ['0', '-5', '1.5', ''],
  },
  ROOM_PREFIX: {
    taken: [['sip_call.', { roomPrefix: 'sip_call.' }]],
    refused: ['', 'a room', 'a'.repeat(65), 'rööm'],
  },
  SIP_INBOUND_HOST: {
    taken: [
      ['sip.example.com', { sipInboundHost: 'sip.example.com' }],
      ['', { sipInboundHost: null }],
    ],
    refused: [],
  },
  OUTBOUND_EGRESS_IP: {
    taken: [
      ['203.0.113.9', { outboundEgressIp: '203.0.113.9' }],
      ['2001:db8::9', { outboundEgressIp: '2001:db8::9' }],
      ['', { outboundEgressIp: null }],
    ],
    refused: ['sip.example.com', '203.0.113', '203.0.113.9/32'],
  },
  TRUSTED_PROXIES: {
    taken: [
      ['', { trustedProxies: [] }],
      ['10.0.0.7, 10.1.0.0/16', { trustedProxies: ['10.0.0.7/32', '10.1.0.0/16'] }],
    ],
    refused: ['proxy', '0.0.0.0/0', 'true'],
  },
  SECRETS_KEPT_DAYS: { taken: [['7', { secretsKeptDays: 7 }]], refused: ['0', '-1', '1.5', 'never'] },
  CODEC_PORT: { taken: [['8234', { codec: null }]], refused: ['-1', '70000', 'on'] },
  CODEC_HOST: { taken: [['0.0.0.0', { codec: null }]], refused: [] },
  CODEC_TOKEN: { taken: [['a'.repeat(32), { codec: null }]], refused: ['short', `${'a'.repeat(32)}/`] },
  CODEC_ORIGINS: {
    taken: [['http://127.0.0.1:8233, https://temporal.example.com', { codec: null }]],
    refused: ['127.0.0.1:8233', 'http://127.0.0.1:8233/', '*'],
  },
  RESOLVE_TARGETS: { taken: [['true', { resolveTargets: true }]], refused: ['yes'] },
  PROBE_TARGETS: { taken: [['true', { probes: { enabled: true, dnsServers: [] } }]], refused: ['yes'] },
  PROBE_DNS_SERVERS: {
    taken: [
      [
        '192.0.2.53, [2001:db8::53]:5353',
        { probes: { enabled: false, dnsServers: ['192.0.2.53', '[2001:db8::53]:5353'] } },
      ],
    ],
    refused: ['dns.example.com', '192.0.2.53:0', '300.0.0.1'],
  },
  SIP_PORTS: {
    taken: [
      [
        '5060-5099, 15060',
        {
          targets: {
            sipPorts: [
              [5_060, 5_099],
              [15_060, 15_060],
            ],
          },
        },
      ],
    ],
    refused: ['', 'sip', '0', '65536'],
  },
  WEBHOOK_PORTS: { taken: [['443', { targets: { webhookPorts: [[443, 443]] } }]], refused: ['', '80,,443'] },
  DESTINATIONS: {
    taken: [
      ['own,FR', { destinations: { countries: ['FR'], own: true, premium: false, satellite: false } }],
      ['all,premium', { destinations: { countries: 'all', own: false, premium: true } }],
    ],
    refused: ['', 'UK', 'everywhere'],
  },
  RATE_PER_KEY: {
    taken: [
      ['5/2', { rates: { key: { most: 5, windowMs: 2_000 } } }],
      ['off', { rates: { key: null } }],
    ],
    refused: ['', '5', '0/1', '1/0', '-1/5'],
  },
  RATE_PER_ADDRESS: {
    taken: [
      ['5/2', { rates: { address: { most: 5, windowMs: 2_000 } } }],
      ['off', { rates: { address: null } }],
    ],
    refused: ['', '5', '0/1', '1/0', '-1/5'],
  },
  RATE_OF_FAILURES: {
    taken: [
      ['5/2', { rates: { failed_authentication: { most: 5, windowMs: 2_000 } } }],
      ['off', { rates: { failed_authentication: null } }],
    ],
    refused: ['', '5', '0/1', '1/0', '-1/5'],
  },
  RATE_OF_CONFLICTS: {
    taken: [
      ['5/2', { rates: { conflict: { most: 5, windowMs: 2_000 } } }],
      ['off', { rates: { conflict: null } }],
    ],
    refused: ['', '5', '0/1', '1/0', '-1/5'],
  },
  TEST_CALLS_PER_KEY: {
    taken: [
      ['5/60', { rates: { test_calls_of_key: { most: 5, windowMs: 60_000 } } }],
      ['off', { rates: { test_calls_of_key: null } }],
    ],
    refused: ['', '5', '0/1'],
  },
  TEST_CALLS_PER_ORGANIZATION: {
    taken: [['5/60', { rates: { test_calls_of_organization: { most: 5, windowMs: 60_000 } } }]],
    refused: ['', '5', '0/1'],
  },
  TEST_CALLS_AT_ONCE: { taken: [['1', { testCallsAtOnce: { inAll: 1 } }]], refused: ['', '0', 'x'] },
  TEST_CALLS_AT_ONCE_PER_ORGANIZATION: {
    taken: [['1', { testCallsAtOnce: { perOrganization: 1 } }]],
    refused: ['', '0', 'x'],
  },
  SLOTS_PER_ORGANIZATION: {
    taken: [['1', { admission: { set_up: { perOrganization: 1 }, read: { perOrganization: 1 } } }]],
    refused: ['', '0', '-1', 'x'],
  },
  READS_AT_ONCE: { taken: [['1', { admission: { read: { atOnce: 1 } } }]], refused: ['', '0', '-1', 'x'] },
  IMPORT_FILES_AT_ONCE: {
    taken: [['1', { admission: { file: { atOnce: 1 } } }]],
    refused: ['', '0', '-1', 'x'],
  },
  EVENT_STREAMS: { taken: [['1', { eventStreams: { followers: 1 } }]], refused: ['', '0', '-1', 'x'] },
  EVENT_STREAMS_PER_ORGANIZATION: {
    taken: [['1', { eventStreams: { perOrganization: 1 } }]],
    refused: ['', '0', '-1', 'x'],
  },
  QUOTA_TRUNKS: quotaCases('trunks'),
  QUOTA_NEW_NUMBERS: quotaCases('new_numbers_per_day'),
  QUOTA_IMPORTS: quotaCases('imports_per_day'),
  QUOTA_KEYS: quotaCases('keys'),
  NUMBER_POLICY: {
    taken: [
      ['strict', { numberRules: { ownership: 'strict', holdMs: 168 * 3_600_000 } }],
      ['off', { numberRules: { ownership: 'off', holdMs: 0 }, destinations: { storedCountryCounts: true } }],
    ],
    refused: ['', 'lax'],
  },
  NUMBER_HOLD_HOURS: {
    taken: [
      ['1', { numberRules: { holdMs: 3_600_000 } }],
      ['0', { numberRules: { holdMs: 0 } }],
    ],
    refused: ['', '-1', 'x'],
  },
  ALLOW_PRIVATE_TARGETS: {
    taken: [['true', { targets: { allowPrivate: true } }]],
    refused: ['yes'],
  },
  ALLOWED_TARGET_DOMAINS: {
    taken: [
      ['', { targets: { allowedDomains: [] } }],
      ['NewDomain, sip.corp', { targets: { allowedDomains: ['newdomain', 'sip.corp'] } }],
    ],
    refused: ['.corp', '*.corp', '10.0.0.1', 'sip.corp:5060', 'https://sip.corp'],
  },
  ZUDU_SUCCESS_STATUS: {
    taken: [
      ['200', { zuduSuccessStatus: 200 }],
      ['201', { zuduSuccessStatus: 201 }],
    ],
    refused: ['202', ''],
  },
};

/** How a validator speaks to programmers. */
const rawWords = /invalid|expected|received|undefined|NaN|too small|option/i;

describe.each(Object.entries(variables))('%s', (name, { taken, refused }) => {
  // A role of its own needs a shared database; DATABASE_URL itself is tested without that.
  const base = name === 'ROLE' ? { ...least, ...postgres } : least;

  it.each(taken)('the variable may be "%s"', (value, becomes) => {
    expect(parseConfig({ ...base, [name]: value })).toMatchObject(becomes);
  });

  if (refused.length > 0) {
    it.each(refused)('the variable may not be "%s", and the message names no other variable', (value) => {
      const message = messageOf({ ...base, [name]: value });
      const mentioned = Object.keys(variables).filter((variable) =>
        new RegExp(`\\b${variable} `).test(message),
      );
      expect(mentioned).toEqual([name]);
      expect(message).not.toMatch(rawWords);
    });
  }
});

describe('the configuration', () => {
  it.each(Object.keys(least))('the configuration requires %s', (name) => {
    expect(messageOf({ ...least, [name]: undefined })).toContain(`${name} `);
  });

  it('the message names every missing variable at once', () => {
    const message = messageOf({});
    for (const name of Object.keys(least)) expect(message).toMatch(new RegExp(`\\n  ${name} must `));
    expect(message).not.toMatch(rawWords);
  });

  it('the message says which words a variable may have', () => {
    expect(messageOf({ ...least, ROLE: 'both' })).toContain('ROLE must be one of: all, gateway, worker');
    expect(messageOf({ ...least, SET_UP_BUDGET_MS: 'long' })).toContain(
      'SET_UP_BUDGET_MS must be a whole number of milliseconds above 0',
    );
  });

  it('the configuration names unknown variables of Trunkline with the closest known one', () => {
    const env = { TRUNKLINE_HOEM: '/data', TRUNKLINE_NO_INSTAL: '1', TRUNKLINE_HOME: '.', TRUNK: '' };
    const warnings = [
      'TRUNKLINE_HOEM is not a variable of Trunkline; the closest one is TRUNKLINE_HOME',
      'TRUNKLINE_NO_INSTAL is not a variable of Trunkline; the closest one is TRUNKLINE_NO_INSTALL',
    ];
    expect(parseConfig({ ...least, ...env }).warnings).toEqual(warnings);
    const message = messageOf({ ...env, TRUNKLINE_DEPLOYMENT: 'demo1' });
    for (const line of [...warnings, 'the closest one is TRUNKLINE_DEPLOYMENT_ID']) {
      expect(message).toContain(line);
    }
  });

  it('the message never repeats a value, which could be a secret', () => {
    const wrong = Object.fromEntries(Object.keys(variables).map((name) => [name, 's3cr3t !:/']));
    expect(messageOf(wrong)).not.toContain('s3cr3t');
  });

  it('the configuration takes several encryption keys, the active one first', () => {
    const keys = `new:${randomBytes(32).toString('base64')}, old:${material.toString('base64')}`;
    const parsed = parseConfig({ ...least, TRUNKLINE_ENCRYPTION_KEYS: keys });
    expect(parsed.encryptionKeys.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it.each(['gateway', 'worker'])('the configuration refuses the embedded database for a %s alone', (role) => {
    expect(messageOf({ ...least, ROLE: role })).toMatch(/DATABASE_URL must be given when ROLE/);
    expect(messageOf({ ...least, ROLE: role, DATABASE_URL: '' })).toContain('DATABASE_URL');
  });

  it('the configuration takes an empty DATABASE_URL for the embedded database', () => {
    expect(parseConfig({ ...least, DATABASE_URL: '' }).database.kind).toBe('embedded');
  });

  it('the embedded database is in the home folder', () => {
    const { database } = parseConfig({ ...least, TRUNKLINE_HOME: '/srv/trunkline' });
    expect(database).toEqual({ kind: 'embedded', directory: '/srv/trunkline/database' });
  });
});

describe('the configuration of administration', () => {
  const { LIVEKIT_URL: _url, LIVEKIT_API_KEY: _key, LIVEKIT_API_SECRET: _secret, ...own } = least;

  it('the configuration of administration needs neither LiveKit nor Temporal', () => {
    expect(parseAdministrationConfig(own)).toEqual({
      deploymentId: 'demo1',
      encryptionKeys: [{ id: 'k1', material }],
      keyHashSecret: hashSecret,
      database: { kind: 'embedded', directory: path.resolve('.trunkline', 'database') },
    });
  });

  it.each(Object.keys(own))('the configuration requires %s', (name) => {
    expect(() => parseAdministrationConfig({ ...own, [name]: undefined })).toThrow(ConfigurationError);
    expect(() => parseAdministrationConfig({ ...own, [name]: undefined })).toThrow(name);
  });
});

describe('enabled carriers', () => {
  it('enabled carriers have the configured addresses', () => {
    const config = parseConfig({
      ...least,
      CARRIERS: 'twilio',
      TWILIO_API_URL: 'http://127.0.0.1:9000/',
      TWILIO_SIGNALLING_ADDRESSES: '203.0.113.7, 198.51.100.77/24',
    });
    expect(config.carrierAddresses).toEqual({
      twilio: { apiUrl: 'http://127.0.0.1:9000', trunkingUrl: 'https://trunking.twilio.com' },
      plivo: null,
    });
    expect(config.carrierSignalling).toEqual({
      twilio: ['203.0.113.7/32', '198.51.100.0/24'],
      plivo: null,
    });
  });

  it('the host for inbound calls must be a host if carriers are enabled', () => {
    expect(() =>
      parseConfig({ ...least, CARRIERS: 'plivo', SIP_INBOUND_HOST: 'sip:sip.example.com' }),
    ).toThrow(/SIP_INBOUND_HOST must not begin with "sip:"/);
    expect(parseConfig({ ...least, SIP_INBOUND_HOST: 'sip:sip.example.com' }).sipInboundHost).toBe(
      'sip:sip.example.com',
    );
  });
});

const base64 = (bytes: readonly number[] | Buffer) => Buffer.from(bytes).toString('base64');
const bytes = (of: (index: number) => number, count = 32) =>
  Array.from({ length: count }, (_, index) => of(index) % 256);

describe('a key that is not random', () => {
  it.each([
    ['zeros', bytes(() => 0)],
    ['one byte', bytes(() => 0xff)],
    ['two bytes in turns', bytes((index) => index % 2)],
    ['a repeated half of different bytes', bytes((index) => 7 * (index % 16) ** 2)],
    [
      'a pattern that ends early',
      [...material.subarray(0, 11), ...material.subarray(0, 11), ...material.subarray(0, 10)],
    ],
    ['counted bytes', bytes((index) => index)],
    ['bytes counted down by three', bytes((index) => 255 - 3 * index)],
    ['digits', Buffer.from('01234567890123456789012345678901')],
    ['a repeated word', Buffer.from('changemechangemechangemechangeme')],
  ])('a key of %s is refused at the start', (_what, key) => {
    expect(messageOf({ ...least, TRUNKLINE_ENCRYPTION_KEYS: `k1:${base64(key)}` })).toContain(
      'must be random',
    );
    expect(messageOf({ ...least, TRUNKLINE_KEY_HASH_SECRET: base64(key) })).toContain('must be random');
  });

  it('a key that is not random is refused as an older key as well', () => {
    const keys = `${pair('k2', 32)},k1:${base64(bytes(() => 7))}`;
    expect(messageOf({ ...least, TRUNKLINE_ENCRYPTION_KEYS: keys })).toContain('must be random');
  });

  it('random keys are accepted', () => {
    for (let round = 0; round < 2_000; round += 1) {
      parseAdministrationConfig({ ...least, TRUNKLINE_ENCRYPTION_KEYS: pair('k1', 32) });
    }
  });
});

describe('a connection that leaves this machine', () => {
  const plaintext = [
    ['LIVEKIT_URL', 'http://livekit:7880'],
    ['LIVEKIT_URL', 'ws://10.0.0.7:7880'],
    ['LIVEKIT_URL', 'http://127.0.0.1.attacker.com:7880'],
    ['TEMPORAL_ADDRESS', 'temporal:7233'],
    ['TEMPORAL_ADDRESS', 'localhost.attacker.com:7233'],
    ['DATABASE_URL', 'postgres://trunkline@db/trunkline'],
    ['DATABASE_URL', 'postgres://trunkline@db/trunkline?sslmode=prefer'],
    ['DATABASE_URL', 'postgres://trunkline@db/trunkline?sslmode=disable'],
    ['DATABASE_URL', 'postgres://127.0.0.1/trunkline?host=db.attacker.com'],
  ] as const;

  it.each(plaintext)(
    '%s=%s is refused, because it would be in clear, unless a flag allows that',
    (variable, value) => {
      const env = { ...least, [variable]: value };
      expect(messageOf(env)).toMatch(new RegExp(`${variable} must .* ALLOW_PLAINTEXT`));
      parseConfig({ ...env, ALLOW_PLAINTEXT: 'true' });
      if (variable !== 'DATABASE_URL') return;
      expect(() => parseAdministrationConfig(env)).toThrow(ConfigurationError);
      parseAdministrationConfig({ ...env, ALLOW_PLAINTEXT: 'true' });
    },
  );

  it.each([
    ['LIVEKIT_URL', 'wss://livekit.example.com'],
    ['LIVEKIT_URL', 'http://[::1]:7880'],
    ['TEMPORAL_ADDRESS', '[::1]:7233'],
    ['DATABASE_URL', 'postgres://trunkline@db/trunkline?sslmode=verify-full'],
    ['DATABASE_URL', 'postgres://trunkline@db/trunkline?sslmode=require'],
    ['DATABASE_URL', 'postgres:///trunkline?host=/run/postgresql'],
    ['DATABASE_URL', 'postgres://%2Frun%2Fpostgresql/trunkline'],
  ])('%s=%s is accepted', (variable, value) => {
    parseConfig({ ...least, [variable]: value });
  });

  it('a Temporal on another machine is accepted with TLS', () => {
    const env = { ...least, TEMPORAL_ADDRESS: 'temporal:7233' };
    expect(parseConfig({ ...env, TEMPORAL_TLS: 'true' }).temporal.tls).toBe(true);
    expect(parseConfig({ ...env, TEMPORAL_API_KEY: 'key' }).temporal.tls).toBe(true);
  });
});
