/**
 * The one place that says who may import whom. `npm run check:dependencies` enforces it, and the table in
 * docs/explanation/architecture.md is generated from it (`node tools/dependency-table.js --write`).
 *
 * `imports`: folders whose values and types may be imported. `types`: folders of which only types may be imported
 * (`import type`). `files`: single files whose values may be imported too. `packages`: if given, no other npm package
 * may be imported.
 */
const folders = {
  'src/domain': {
    idea: 'The model: what a trunk, a part, an operation and a failure are. Pure code without any framework.',
    imports: [],
    packages: ['libphonenumber-js', 'ipaddr.js', 'tldts'],
  },
  'src/workflows': {
    idea: 'The one runner for walks over the graph of parts, and a folder for each feature. Temporal replays this code.',
    imports: ['src/domain'],
    types: ['src/activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  'src/activities': {
    idea: 'What a workflow cannot do itself: what may be done to each part, and a folder for each feature.',
    imports: ['src/domain', 'src/livekit', 'src/carriers', 'src/database', 'src/crypto'],
  },
  'src/operations': {
    idea: 'The use cases behind the endpoints: accept, start, wait, answer.',
    imports: ['src/domain', 'src/database', 'src/crypto'],
    types: ['src/workflows'],
    files: ['src/workflows/names[.]ts'],
  },
  'src/livekit': {
    idea: 'The one port to LiveKit: typed, limited in time, every error classified.',
    imports: ['src/domain'],
  },
  'src/carriers': {
    idea: 'The one port to carriers, with Twilio and Plivo behind it: typed, limited in time, every error classified.',
    imports: ['src/domain'],
  },
  'src/database': {
    idea: 'Schema, migrations and one store for each aggregate. PGlite or PostgreSQL behind one type.',
    imports: ['src/domain', 'src/crypto'],
  },
  'src/crypto': {
    idea: 'Sealed passwords and accounts, hashed API keys, random ids.',
    imports: ['src/domain'],
  },
  'src/api': {
    idea: 'HTTP: one pipeline (`http/`), and the shapes and words of each contract.',
    imports: ['src/domain'],
  },
  'src/runtime': {
    idea: 'Configuration, and what is built from what, started and stopped in which order.',
    imports: [
      ...['src/domain', 'src/workflows', 'src/activities', 'src/operations', 'src/livekit', 'src/carriers'],
      ...['src/database', 'src/crypto', 'src/api'],
    ],
  },
  'src/cli': {
    idea: 'The program `trunkline`, one file for each command.',
    imports: ['src/domain', 'src/runtime', 'client/src'],
  },
  'client/src': {
    idea: 'The npm package `@trunkline/client`. Its types are generated from the description of the interface.',
    imports: [],
    packages: ['openapi-fetch'],
  },
  'dev-stack': {
    idea: 'The local launcher: finds, starts and stops real servers. Not part of the production image.',
    imports: ['src'],
  },
};

/** A test runs with everything beside it; the code that is shipped does not. */
const unshipped = '^(?:test|bench|tools)/';

/** Modules of the domain that read phone numbers and addresses; workflows do not import them. */
const parsing =
  '^src/domain/(?:checks/at-carrier|explain/addresses|trunk/(?:addresses|hosts|targets|carrier/presets|numbers/(?:destinations|dialling|lost-plus|phone-number)))[.]ts$';

const pathsOf = (names) => names.map((name) => `^${name}/`);

/** A folder may import itself, what its row names, and npm packages. */
function layerRules([folder, { idea, imports, types = [], files = [] }]) {
  const own = pathsOf([folder, ...imports]);
  return [
    {
      name: `${folder}: only what its row names`,
      comment: idea,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: {
        path: '^(?:src|dev-stack|client)/',
        pathNot: [...own, ...pathsOf(types), ...files.map((file) => `^${file}$`)],
      },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `${folder}: only types of ${types.join(' and ')}`,
            comment: 'The import is erased when the code is compiled; write "import type".',
            severity: 'error',
            from: { path: `^${folder}/` },
            to: {
              path: pathsOf(types),
              pathNot: files.map((file) => `^${file}$`),
              dependencyTypesNot: ['type-only'],
            },
          },
        ]),
  ];
}

function packageRules([folder, { packages }]) {
  return packages === undefined
    ? []
    : [
        {
          name: `${folder}: only ${packages.join(' and ')}`,
          comment: 'Other packages make this code depend on a framework, or break the replay of workflows.',
          severity: 'error',
          from: { path: `^${folder}/` },
          to: {
            path: '(?:^|/)node_modules/',
            pathNot: packages.map((name) => `node_modules/${name}/`),
          },
        },
      ];
}

const configuration = {
  forbidden: [
    {
      name: 'no cycle between files',
      comment: 'Move what both need into a third file, or merge the two.',
      severity: 'error',
      from: { path: '^(?:src|dev-stack|client)/' },
      to: { circular: true },
    },
    {
      name: 'no cycle between folders',
      comment: 'Types count as well: what two folders need from each other belongs into a third one.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(?:src|dev-stack|client)' },
      to: { circular: true },
    },
    {
      name: 'no unresolvable import',
      severity: 'error',
      from: { path: '^(?:src|dev-stack|client)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no import of tests, benchmarks or tools',
      severity: 'error',
      from: { path: '^(?:src|dev-stack|client)/' },
      to: { path: unshipped },
    },
    {
      name: 'src: no development dependency',
      comment: 'The production image is installed without them. A type is erased and may come from anywhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'src: every file belongs to a folder of the table',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: [...pathsOf(Object.keys(folders)), '^src/[^/]+$'] },
    },
    {
      name: 'src/domain: phone numbers and addresses are parsed in parsing modules only',
      comment: 'The packages are large, and must not reach the bundle of the workflows.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: parsing },
      to: { path: 'node_modules/(?:libphonenumber-js|ipaddr[.]js|tldts)/' },
    },
    {
      name: 'src/domain and src/workflows: no module of Node',
      comment: 'Workflows are replayed in a sandbox that has none of them.',
      severity: 'error',
      from: { path: '^src/(?:domain|workflows)/', pathNot: parsing },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(folders).flatMap(layerRules),
    ...Object.entries(folders).flatMap(packageRules),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

// dependency-cruiser refuses keys that it does not know; tools/dependency-table.js reads this one.
Object.defineProperty(configuration, 'folders', { value: folders, enumerable: false });

module.exports = configuration;
