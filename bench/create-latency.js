// Measures how long a set-up takes through the gateway of a running `npm start`: `node bench/create-latency.js [calls]`.
// Every call is for a number of its own; calls go one after the other, to this machine only.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const calls = Number(process.argv[2] ?? 100);
const home = process.env.TRUNKLINE_HOME ?? '.trunkline';
const stack = Object.fromEntries(
  readFileSync(path.join(home, 'stack.env'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('='))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
// Spread over a block of numbers, so that a second run does not meet the first one's.
const base = 12_000_000_000 + Math.floor(Math.random() * 9_000) * 100_000;

/** @type {number[]} */
const times = [];
for (let call = 0; call < calls; call += 1) {
  const started = performance.now();
  const response = await fetch(`${stack.GATEWAY_URL}/api/sio/createSipTrunkDispatch`, {
    method: 'POST',
    headers: { 'x-api-key': stack.DEMO_API_KEY ?? '', 'x-api-secret': stack.DEMO_API_SECRET ?? '' },
    body: JSON.stringify({
      name: 'Benchmark',
      number: `+${base + call}`,
      outboundPstn: 'sip.gateway.com',
      authUserName: 'sip_user',
      authPassword: 'sip_password',
    }),
  });
  const body = await response.json();
  if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  times.push(performance.now() - started);
}
times.sort((left, right) => left - right);
/** @param {number} share */
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(1);
process.stdout.write(`${calls} set-ups: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms\n`);
