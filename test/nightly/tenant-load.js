// Sends requests of an organization over many connections until it is stopped. It is a thread of its own, so that what it sends
// does not delay the requests that are measured.
import { parentPort, workerData } from 'node:worker_threads';

if (parentPort === null) throw new Error('This is a thread of a test.');
const port = parentPort;
/** @type {{ url: string, kind: 'exports' | 'set-ups' | 'requests with wrong fields' | 'reads' | 'guessed keys' | 'imports of 1,000 lines', connections: number, key: { publicId: string, secret: string } }} */
const { url, kind, connections, key } = workerData;
const pair = { 'x-api-key': key.publicId, 'x-api-secret': key.secret, 'content-type': 'application/json' };
const bearer = { authorization: `Bearer ${key.secret}` };
const trunk = {
  name: 'Main Office SIP Trunk',
  outboundPstn: 'sip.gateway.com',
  authUserName: 'sip_user',
  authPassword: 'sip_password',
};

let sent = 0;
// No thread sends a number that another one has set up: a repeated set-up would be answered without work.
const begun = Date.now();
/** @param {object} body */
const setUp = (body) => ({
  path: '/api/sio/createSipTrunkDispatch',
  options: { method: 'POST', headers: pair, body: JSON.stringify(body) },
});
const requests = {
  'set-ups': () =>
    setUp({ ...trunk, number: `+1557${1_000_000 + ((Math.floor(begun / 10) + sent) % 8_000_000)}` }),
  'requests with wrong fields': () => setUp({ ...trunk, number: 'none' }),
  reads: () => ({ path: '/v1/trunks?limit=100', options: { method: 'GET', headers: bearer } }),
  exports: () => ({ path: '/v1/export', options: { method: 'GET', headers: bearer } }),
  'imports of 1,000 lines': () => ({
    path: '/v1/imports',
    options: {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'text/csv' },
      body: [columns, ...lines(), ''].join('\n'),
    },
  }),
  'guessed keys': () => ({
    path: '/v1/trunks',
    options: { method: 'GET', headers: { authorization: `Bearer guess${sent}` } },
  }),
};

const columns =
  'phone_number,nickname,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type';
const lines = () =>
  Array.from(
    { length: 1_000 },
    (_, index) =>
      `+1556${1_000_000 + 1_000 * ((20 * Math.floor(begun / 1_000) + sent) % 8_000) + index},Desk,sip_user,sip_password,sip.gateway.com,+e164,auth`,
  );

let isOver = false;
/** How many answers had each status. @type {Record<string, number>} */
const statuses = {};

async function keepSending() {
  while (!isOver) {
    sent += 1;
    const { path, options } = requests[kind]();
    const response = await fetch(`${url}${path}`, options);
    await response.arrayBuffer();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
  }
}

port.on('message', () => {
  isOver = true;
});
await Promise.all(Array.from({ length: connections }, keepSending));
port.postMessage(statuses);
port.close();
