// Measures lists, files and imports of an organisation with very many trunks, through the gateway of a running Trunkline:
// `TRUNKLINE_URL=http://127.0.0.1:8080 TRUNKLINE_KEY=s3cr3t_… node bench/many-trunks.js [trunks] [imported]`. All of them are
// imported and so set up on LiveKit, which is timed, unless a smaller number is given: then the others are rows that are
// written beside them. That needs DATABASE_URL; where it is given, rows of operations are added until there are 100,000.
// Use an organisation that has nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const [size = '10000', imported = size] = process.argv.slice(2);
const {
  TRUNKLINE_URL: url = 'http://127.0.0.1:8080',
  TRUNKLINE_KEY: key,
  DATABASE_URL: databaseUrl,
} = process.env;
const trunks = Number(size);
const operations = 100_000;
const calls = 20;
// Spread over a block of numbers, so that a second run does not meet the first one's.
const base = 12_000_000_000 + Math.floor(Math.random() * 9_000) * 100_000;

await importTrunks(Number(imported));
if (databaseUrl !== undefined) await addRows();

const middle = await middleCursor();
for (const [title = '', path = ''] of [
  ['all trunks, as Autocalls lists them', '/api/user/phone-numbers/sip-trunks'],
  ['all phone numbers', '/api/user/phone-numbers/all'],
  ['all numbers for an assistant', '/api/user/assistants/phone-numbers'],
  ['the first 100 trunks', '/api/user/phone-numbers/sip-trunks?per_page=100'],
  ['the last 100', `/api/user/phone-numbers/sip-trunks?per_page=100&page=${Math.ceil(trunks / 100)}`],
  ['100 trunks of /v1', '/v1/trunks?limit=100'],
  ['100 from the middle', `/v1/trunks?limit=100&cursor=${middle}`],
  ['20 operations', '/v1/operations'],
  ['100 operations', '/v1/operations?limit=100'],
  ['the export as CSV', '/v1/export?format=csv'],
  ['the export as JSON lines', '/v1/export?format=jsonl'],
]) {
  await measure(title, calls, () => ask(path));
}
const unknown = fileOf(trunks, base + 50_000);
await measure(`a dry run of ${trunks} lines`, 5, () => post('/v1/imports?dry_run=true', unknown));

/** @param {number} count */
async function importTrunks(count) {
  const started = performance.now();
  const { id } = await jsonOf(post('/v1/imports', fileOf(count, base)));
  print(`${count} lines written down`, `${seconds(started)} s`);
  let shown = 0;
  for (;;) {
    await pause(500);
    const { state, counts } = await jsonOf(ask(`/v1/imports/${id}`));
    // LiveKit takes longer for each trunk the more it has.
    if (counts.succeeded - shown >= 1_000) {
      shown = counts.succeeded;
      print(`${shown} lines imported`, `${seconds(started)} s`);
    }
    if (state !== 'finished') continue;
    if (counts.succeeded !== count) throw new Error(`Not all succeeded: ${JSON.stringify(counts)}`);
    break;
  }
  const took = seconds(started);
  print(`${count} lines imported`, `${took} s, ${(count / Number(took)).toFixed(1)} a second`);
  await measure('its report', calls, () => ask(`/v1/imports/${id}/report`));
}

/** Copies the newest trunk, its set-up and its number until there are enough; then its set-up alone. */
async function addRows() {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { data } = await jsonOf(ask('/v1/operations?limit=1'));
  const newest = data[0]?.id ?? '';
  const { rows } = await client.query('select organization_id as id from operations where id = $1', [newest]);
  const organization = rows[0].id;
  /** @param {string} table */
  const counted = async (table) =>
    Number(
      (await client.query(`select count(*) from ${table} where organization_id = $1`, [organization])).rows[0]
        .count,
    );
  const missing = Math.max(0, trunks - (await counted('trunks')));
  await client.query('begin');
  await copyOperations(client, newest, 'trunk', missing);
  await client.query(
    `insert into number_reservations (collision_key, operation_id)
     select 'bench-' || n, 'op_' || md5('trunk' || n) from generate_series(1, $1::int) n`,
    [missing],
  );
  await copy(client, 'trunks', `where operation_id = '${newest}'`, missing, {
    id: 'n',
    created_at: "created_at + n * interval '1 millisecond'",
    operation_id: "'op_' || md5('trunk' || n)",
    collision_key: "'bench-' || n",
    phone_number: `'+' || (${base} + 20000 + n)`,
  });
  await client.query('commit');
  await copyOperations(client, newest, 'operation', operations - (await counted('operations')));
  await client.query('analyze');
  await client.end();
  print('rows added', `${missing} trunks; ${operations} operations in all`);
}

/**
 * @param {pg.Client} client
 * @param {string} id
 * @param {string} what
 * @param {number} count
 */
function copyOperations(client, id, what, count) {
  return copy(client, 'operations', `where id = '${id}'`, count, {
    id: `'op_' || md5('${what}' || n)`,
    collision_key: "'bench-' || n",
    accepted_at: "accepted_at - n * interval '1 second'",
  });
}

/**
 * Copies a row so many times, with other values in some of its columns.
 * @param {pg.Client} client
 * @param {string} table
 * @param {string} which the clause that finds the row
 * @param {number} count
 * @param {Record<string, string>} changes SQL expressions by column
 */
async function copy(client, table, which, count, changes) {
  const { rows } = await client.query(
    'select column_name as name from information_schema.columns where table_name = $1',
    [table],
  );
  /** @type {string[]} */
  const names = rows.map(({ name }) => name);
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${names.map((name) => changes[name] ?? name).join(', ')}
     from (select * from ${table} ${which}) template, generate_series(1, $1::int) n`,
    [Math.max(0, count)],
  );
}

async function middleCursor() {
  /** @type {string | null} */
  let next = '/v1/trunks?limit=100';
  for (let page = 0; page < trunks / 200 && next !== null; page += 1) {
    next = (await jsonOf(ask(next))).next;
  }
  return next?.split('cursor=')[1];
}

/**
 * @param {number} count
 * @param {number} from
 */
function fileOf(count, from) {
  const head =
    'phone_number,nickname,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type';
  const lines = Array.from(
    { length: count },
    (_, index) => `+${from + index},Desk ${index},sip_user,sip_password,sip.gateway.com,+e164,auth`,
  );
  return [head, ...lines, ''].join('\n');
}

/** @param {string} path */
async function ask(path) {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
  return expectDone(response, path);
}

/**
 * @param {string} path
 * @param {string} body
 */
async function post(path, body) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
  return expectDone(await fetch(`${url}${path}`, { method: 'POST', headers, body }), path);
}

/**
 * The fields of answers that this program reads.
 * @typedef {{ id: string, state: string, counts: { succeeded: number }, data: { id: string }[], next: string | null }} Answer
 */

/**
 * @param {Promise<Response>} response
 * @returns {Promise<Answer>}
 */
async function jsonOf(response) {
  return JSON.parse(await (await response).text());
}

/**
 * @param {Response} response
 * @param {string} path
 */
async function expectDone(response, path) {
  if (response.status >= 400) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

/**
 * Measures how long a call takes until its last byte, and how long the same process lets others wait meanwhile.
 * @param {string} title
 * @param {number} times
 * @param {() => Promise<Response>} call
 */
async function measure(title, times, call) {
  /** @type {number[]} */
  const took = [];
  let bytes = 0;
  const others = keepAsking();
  for (let round = 0; round < times; round += 1) {
    const started = performance.now();
    bytes = (await (await call()).arrayBuffer()).byteLength;
    took.push(performance.now() - started);
  }
  const longest = await others.stop();
  took.sort((left, right) => left - right);
  /** @param {number} share */
  const at = (share) => took[Math.min(times - 1, Math.floor(times * share))]?.toFixed(0);
  print(
    title,
    `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${(bytes / 1024).toFixed(0)} KiB; others wait ${longest.toFixed(0)} ms at most`,
  );
}

function keepAsking() {
  let stopped = false;
  let longest = 0;
  const asking = (async () => {
    while (!stopped) {
      const started = performance.now();
      await (await fetch(`${url}/healthz`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - started);
      await pause(5);
    }
    return longest;
  })();
  return {
    stop: () => {
      stopped = true;
      return asking;
    },
  };
}

/** @param {number} since */
function seconds(since) {
  return ((performance.now() - since) / 1_000).toFixed(1);
}

/**
 * @param {string} title
 * @param {string} value
 */
function print(title, value) {
  process.stdout.write(`${title.padEnd(40)} ${value}\n`);
}
