import type { Endpoint, RequestExample } from '../http/endpoint.js';

/** A sample in the form of `x-codeSamples`, which the pages of several makers show. */
export interface CodeSample {
  readonly lang: 'shell' | 'node' | 'python';
  readonly label: string;
  readonly source: string;
}

/** A request that a sample sends. In the values of its headers, `$NAME` stands for an environment variable. */
interface SampleRequest {
  readonly method: string;
  /** The path, encoded. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** An object is sent as JSON, a text as it is. */
  readonly body: object | string | null;
}

/**
 * Writes the samples of an endpoint: its first example, in curl, Node and Python. None of them needs a package. Each reads the
 * address of the service from TRUNKLINE, and its key from KEY, KEY_ID or OPERATOR_KEY.
 */
export function codeSamplesOf(endpoint: Endpoint): readonly CodeSample[] {
  const request = requestOf(endpoint);
  return [
    { lang: 'shell', label: 'curl', source: inShell(request) },
    { lang: 'node', label: 'Node', source: inNode(request) },
    { lang: 'python', label: 'Python', source: inPython(request) },
  ];
}

function requestOf(endpoint: Endpoint): SampleRequest {
  const { method, path, pathParameters = {}, body } = endpoint;
  const example: RequestExample | undefined = Object.values(body?.examples ?? {})[0];
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(pathParameters[name]?.example ?? name)),
    ),
    headers: [
      ...keyHeaders(endpoint),
      ...(example === undefined
        ? []
        : [['Content-Type', example.contentType ?? 'application/json'] as const]),
    ],
    body: example?.value ?? null,
  };
}

function keyHeaders({ access, style }: Endpoint): readonly (readonly [string, string])[] {
  if (access === 'everybody') return [];
  if (access === 'operator') return [['Authorization', 'Bearer $OPERATOR_KEY']];
  if (style.contract !== 'zudu') return [['Authorization', 'Bearer $KEY']];
  return [
    ['X-API-KEY', '$KEY_ID'],
    ['X-API-SECRET', '$KEY'],
  ];
}

const indented = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);
const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function inShell({ method, path, headers, body }: SampleRequest): string {
  const text = typeof body === 'string' ? body : pretty(body);
  return [
    `curl ${method === 'GET' ? '' : `--request ${method} `}"$TRUNKLINE${path}"`,
    ...headers.map(([name, value]) => `--header "${name}: ${value}"`),
    ...(body === null ? [] : [`--data-binary '${text.replaceAll("'", "'\\''")}'`]),
  ].join(' \\\n  ');
}

function inNode({ method, path, headers, body }: SampleRequest): string {
  const lines = headers.map(([name, value]) => {
    const text = value.replace(/\$(\w+)/, (_, variable: string) => `\${process.env.${variable}}`);
    return `    '${name}': \`${text}\`,`;
  });
  const sent = typeof body === 'string' ? pretty(body) : `JSON.stringify(${indented(pretty(body), '  ')})`;
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(lines.length === 0 ? [] : ['  headers: {', ...lines, '  },']),
    ...(body === null ? [] : [`  body: ${sent},`]),
  ];
  const address = `\`\${process.env.TRUNKLINE}${path}\``;
  return [
    options.length === 0
      ? `const response = await fetch(${address});`
      : [`const response = await fetch(${address}, {`, ...options, '});'].join('\n'),
    'console.log(response.status, await response.text());',
  ].join('\n');
}

function inPython({ method, path, headers, body }: SampleRequest): string {
  const lines = headers.map(([name, value]) => {
    const text = value.replace(/(.*)\$(\w+)/, (_, before: string, variable: string) =>
      before === '' ? `os.environ["${variable}"]` : `"${before}" + os.environ["${variable}"]`,
    );
    return `        "${name}": ${text === value ? `"${value}"` : text},`;
  });
  const data = typeof body === 'string' ? pretty(body) : `json.dumps(${indented(pythonOf(body), '    ')})`;
  return [
    typeof body === 'string' || body === null ? 'import os' : 'import json\nimport os',
    'from urllib.error import HTTPError',
    'from urllib.request import Request, urlopen',
    '',
    'request = Request(',
    `    os.environ["TRUNKLINE"] + "${path}",`,
    ...(method === 'GET' ? [] : [`    method="${method}",`]),
    ...(lines.length === 0 ? [] : ['    headers={', ...lines, '    },']),
    ...(body === null ? [] : [`    data=${data}.encode(),`]),
    ')',
    'try:',
    '    response = urlopen(request)',
    'except HTTPError as error:',
    '    response = error  # its body says what is wrong',
    'print(response.status, response.read().decode())',
  ].join('\n');
}

/** Writes a value as Python does. Its strings are those of JSON. */
function pythonOf(value: unknown, indent = ''): string {
  const deeper = `${indent}    `;
  const enclosed = (open: string, lines: readonly string[], close: string) =>
    lines.length === 0
      ? open + close
      : [open, ...lines.map((line) => `${deeper}${line},`), `${indent}${close}`].join('\n');
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) {
    return enclosed(
      '[',
      value.map((entry) => pythonOf(entry, deeper)),
      ']',
    );
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, entry]) => `${JSON.stringify(name)}: ${pythonOf(entry, deeper)}`,
  );
  return enclosed('{', members, '}');
}
