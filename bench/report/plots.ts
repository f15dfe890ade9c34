import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Results } from './results.js';
import { quantilesOf } from './statistics.js';

/** Draws a run. @returns an SVG image for each file name. */
export async function plotsOf(results: Results): Promise<Readonly<Record<string, string>>> {
  const specs = {
    'latency.svg': latency(results),
    'throughput.svg': throughput(results),
    'growth.svg': growth(results),
  };
  const drawn: Record<string, string> = {};
  for (const [file, spec] of Object.entries(specs)) if (spec !== null) drawn[file] = await draw(spec);
  return drawn;
}

async function draw(spec: TopLevelSpec): Promise<string> {
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}

const style = { background: 'white', config: { font: 'sans-serif', axis: { labelLimit: 0 } } } as const;

function latency({ arms, latency: parts }: Results): TopLevelSpec | null {
  if (parts.length === 0) return null;
  const values = parts.flatMap(({ result: { delayMs, samples } }) =>
    arms.flatMap(({ letter, title }) => {
      const durations = samples[letter];
      return durations === undefined
        ? []
        : [{ delay: `${delayMs} ms`, arm: `${letter} ${title}`, ...quantilesOf(durations) }];
    }),
  );
  return {
    ...style,
    data: { values },
    facet: { row: { field: 'delay', title: 'added to each call to LiveKit', sort: null } },
    resolve: { scale: { x: 'independent' } },
    spec: {
      width: 460,
      encoding: { y: { field: 'arm', type: 'nominal', title: null } },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 2, opacity: 0.5 },
          encoding: {
            x: { field: 'p50', type: 'quantitative', title: 'ms: p50, p90 and p99' },
            x2: { field: 'p99' },
          },
        },
        {
          mark: { type: 'point', filled: true, size: 70 },
          encoding: { x: { field: 'p50', type: 'quantitative' } },
        },
        { mark: { type: 'tick', thickness: 2 }, encoding: { x: { field: 'p90', type: 'quantitative' } } },
        { mark: { type: 'tick', thickness: 2 }, encoding: { x: { field: 'p99', type: 'quantitative' } } },
      ],
    },
  };
}

function throughput({ arms, load }: Results): TopLevelSpec | null {
  if (load.length === 0) return null;
  const titles = new Map(arms.map(({ letter, title }) => [letter, `${letter} ${title}`]));
  return {
    ...style,
    width: 460,
    height: 280,
    data: {
      values: load.map(({ result: { letter, concurrency, perSecond } }) => ({
        arm: titles.get(letter),
        concurrency,
        perSecond,
      })),
    },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'concurrency', type: 'ordinal', title: 'set-ups at once', axis: { labelAngle: 0 } },
      y: { field: 'perSecond', type: 'quantitative', title: 'set-ups per second' },
      color: { field: 'arm', type: 'nominal', title: null, legend: { labelLimit: 260 } },
    },
  };
}

function growth({ growth: part }: Results): TopLevelSpec | null {
  if (part === null) return null;
  const values = part.result.flatMap(({ trunks, script, setUp }) => [
    { trunks, series: 'plain script', value: script.total },
    { trunks, series: 'Trunkline', value: setUp.total },
    { trunks, series: 'Trunkline without LiveKit', value: setUp.others },
  ]);
  return {
    ...style,
    width: 460,
    height: 240,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'trunks', type: 'quantitative', title: 'trunks in LiveKit and in the database' },
      y: { field: 'value', type: 'quantitative', title: 'p50 of a set-up, ms' },
      color: { field: 'series', type: 'nominal', title: null },
    },
  };
}
