import type { Cost } from '../measure/load.js';
import type { Results } from './results.js';
import { type Quantiles, quantilesOf, type Ratio, ratioOf } from './statistics.js';

/** Writes a run as Markdown tables. Durations are in milliseconds. */
export function markdownOf(results: Results): string {
  return [
    '# Results',
    '',
    ...head(results),
    ...latency(results),
    ...load(results),
    ...operations(results),
    ...growth(results),
    ...cluster(results),
  ].join('\n');
}

function head({
  about,
  arms,
  latency: parts,
  load: loads,
  operations: others,
  growth: sizes,
  cluster: split,
}: Results): string[] {
  const foreign = [...parts, ...loads, others, sizes, split].flatMap((part) => part?.foreignCpus ?? []);
  const most = foreign.length === 0 ? 0 : Math.max(...foreign);
  const mean = foreign.reduce((sum, cpus) => sum + cpus, 0) / Math.max(1, foreign.length);
  const versions = Object.entries(about.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `For everybody who compares Trunkline with other ways. \`npm run bench${about.quick ? ' -- --quick' : ''}\` wrote this page on`,
    `${about.at.slice(0, 16)}Z, at commit \`${about.commit.slice(0, 12)}\`${about.dirty ? ' with changes that were not committed' : ''}. Do not edit it.`,
    '',
    `- ${about.processors} × ${about.processor}, ${about.memoryGiB} GiB, ${about.system}, for everything together.`,
    `- ${versions.join(', ')}.`,
    `- Other work on the machine used ${mean.toFixed(2)} of ${about.processors} processors on average, and` +
      ` ${most.toFixed(2)} in the part that it disturbed most.`,
    ...arms.flatMap(({ letter, title, missing }) =>
      missing === null ? [] : [`- Arm ${letter} (${title}) is missing: ${missing}`],
    ),
    '',
  ];
}

function latency({ arms, latency: parts }: Results): string[] {
  const [base] = arms;
  if (parts.length === 0 || base === undefined) return [];
  const columns = parts.flatMap(({ result: { delayMs } }) => [
    `${delayMs} ms: p50`,
    'p90',
    'p99',
    `p50 / ${base.letter}`,
  ]);
  const rows = arms
    .filter(({ missing }) => missing === null)
    .map(({ letter, title }) => [
      `${letter} ${title}`,
      ...parts.flatMap(({ result: { samples } }) => {
        const [ours = [], theirs = []] = [samples[letter], samples[base.letter]];
        const { p50, p90, p99 } = quantilesOf(ours);
        return [
          ms(p50),
          ms(p90),
          ms(p99),
          letter === base.letter ? '1' : interval(ratioOf(ours, theirs, 0.5)),
        ];
      }),
    ]);
  return [
    '## One set-up at a time',
    '',
    `The delay is added to each call to LiveKit. ${parts[0]?.result.samples[base.letter]?.length ?? 0} samples for each arm and`,
    'delay. Ratios have their 95 % interval.',
    '',
    '![p50 to p99 of a set-up, for each arm and delay](latency.svg)',
    '',
    ...table(['', ...columns], rows),
    '',
    ...against(parts, 'f', ['a', 'c', 'd']),
  ];
}

/** Compares Trunkline with others, at the p50 and the p99. */
function against(parts: Results['latency'], letter: string, others: readonly string[]): string[] {
  const rows = parts.flatMap(({ result: { delayMs, samples } }) =>
    others.flatMap((other) => {
      const [ours, theirs] = [samples[letter], samples[other]];
      if (ours === undefined || theirs === undefined) return [];
      const ratios = [0.5, 0.99].map((share) => interval(ratioOf(ours, theirs, share)));
      return [[`${letter} / ${other} at ${delayMs} ms`, ...ratios]];
    }),
  );
  return rows.length === 0 ? [] : [...table(['Ratio', 'p50', 'p99'], rows), ''];
}

function load({ arms, load: parts }: Results): string[] {
  if (parts.length === 0) return [];
  const titles = new Map(arms.map(({ letter, title }) => [letter, title]));
  const rows = parts.map(({ result: each, foreignCpus }) => [
    `${each.letter} ${titles.get(each.letter)}`,
    String(each.concurrency),
    each.perSecond.toFixed(1),
    `${ms(each.ms.p50)} / ${ms(each.ms.p99)}`,
    [each.perSetUp.own, each.perSetUp.engine, each.perSetUp.postgres, each.perSetUp.livekit]
      .map((cost) => (cost === null ? '–' : cost.toFixed(1)))
      .join(' + '),
    each.perSetUp.statements.toFixed(1),
    requests(each.perSetUp),
    each.memoryMiB.toFixed(0),
    String(each.refused),
    foreignCpus.toFixed(2),
  ]);
  return [
    '## Many set-ups at a time',
    '',
    'Each arm alone, with 10 ms added to each call to LiveKit. Processor time per set-up: own process + engine (Temporal,',
    'Restate) + PostgreSQL + LiveKit. Statements are those in PostgreSQL, transaction control included; DBOS keeps its journal',
    'there. Memory is that of the own process.',
    '',
    '![Set-ups per second at each concurrency](throughput.svg)',
    '',
    ...table(
      [
        ...['', 'At once', 'Per second', 'p50 / p99', 'CPU ms', 'Statements', 'Creates + lists', 'MiB'],
        ...['Refused', 'Foreign CPUs'],
      ],
      rows,
    ),
    '',
  ];
}

function requests({ requests: each }: Cost): string {
  const sum = (kind: string) =>
    Object.entries(each).reduce((total, [method, count]) => total + (method.startsWith(kind) ? count : 0), 0);
  return `${sum('Create').toFixed(2)} + ${sum('List').toFixed(2)}`;
}

function operations({ operations: part }: Results): string[] {
  if (part === null) return [];
  const { result } = part;
  const row = (title: string, of: Quantiles) => [title, ms(of.p50), ms(of.p90), ms(of.p99)];
  return [
    '## Other operations of Trunkline',
    '',
    `With 10 ms added to each call to LiveKit; recovery with 50 ms. Foreign CPUs: ${part.foreignCpus.toFixed(2)}.`,
    '',
    ...table(
      ['', 'p50', 'p90', 'p99'],
      [
        row('change', result.change),
        row('delete', result.delete),
        row('rollback, until its answer', result.rollback),
        row('recovery of 20 set-ups after a killed worker', result.recovery),
        row('start of a process', result.start),
      ],
    ),
    '',
    `An import of ${result.importLines} lines took ${result.importSeconds.toFixed(1)} s. After ${result.setUpsForMemory} set-ups the`,
    `process held ${result.memoryMiB.toFixed(0)} MiB.`,
    '',
  ];
}

function growth({ growth: part }: Results): string[] {
  if (part === null) return [];
  const rows = part.result.map((size) => [
    size.trunks.toLocaleString('en'),
    ms(size.script.total),
    `${ms(size.setUp.total)} = ${ms(size.setUp.livekit)} + ${ms(size.setUp.others)}`,
    `${size.afterAnswer.requests.toFixed(1)}, ${ms(size.afterAnswer.livekitMs)}`,
    ms(size.list),
    ms(size.get),
    `${seconds(size.reconcile.total)} = ${seconds(size.reconcile.livekit)} + ${seconds(size.reconcile.others)}`,
    `${seconds(size.reconcile.ownCpuMs)} + ${seconds(size.reconcile.livekitCpuMs)}`,
  ]);
  return [
    '## Growth with the number of trunks',
    '',
    'Beside so many complete trunks in LiveKit and in the database, without any delay. The two summands are the time in which a',
    `request to LiveKit was under way, and the rest. Medians. Foreign CPUs: ${part.foreignCpus.toFixed(2)}.`,
    '',
    '![Duration of a set-up against the number of trunks](growth.svg)',
    '',
    ...table(
      [
        ...[
          'Trunks',
          'Script',
          'Set-up = LiveKit + rest',
          'Requests after the answer, ms',
          'List of 100',
          'Get',
        ],
        ...['Reconcile, s', 'Its CPU, s: own + LiveKit'],
      ],
      rows,
    ),
    '',
  ];
}

function cluster({ cluster: part }: Results): string[] {
  if (part === null) return [];
  const { alone, atOnce, ms: under, perSecond, perSetUp, killed } = part.result;
  return [
    '## On a Temporal server with PostgreSQL',
    '',
    'Two gateways and two workers, each in a process of its own, on Temporal 1.32.1, whose histories are in the same PostgreSQL as',
    `the records. 10 ms added to each call to LiveKit. Foreign CPUs: ${part.foreignCpus.toFixed(2)}.`,
    '',
    ...table(
      ['', 'Per second', 'p50', 'p90', 'p99'],
      [
        ['one at a time', '', ms(alone.p50), ms(alone.p90), ms(alone.p99)],
        [`${atOnce} at once`, perSecond.toFixed(1), ms(under.p50), ms(under.p90), ms(under.p99)],
      ],
    ),
    '',
    `Processor time per set-up: ${Object.entries(perSetUp)
      .map(([whose, cost]) => `${whose} ${cost.toFixed(1)} ms`)
      .join(', ')}.`,
    '',
    `While one of the workers was killed, ${killed.succeeded} of ${killed.setUps} set-ups succeeded; the others left nothing.`,
    '',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function ms(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(2);
}

function interval({ value, low, high }: Ratio): string {
  return `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
