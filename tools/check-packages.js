import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Fails if a locked package is not what was reviewed: `npm run check:packages`. Each package needs a checksum, a licence of
 * tools/packages.json, and no install script that is not named there. No install script runs, because .npmrc says so; the list
 * names the ones of which somebody has checked that nothing needs them.
 *
 * @typedef {{ link?: boolean, version?: string, license?: string, integrity?: string, hasInstallScript?: boolean, dev?: boolean, devOptional?: boolean }} LockedPackage
 */
const read = (/** @type {string} */ file) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8'));
/** @type {{ licences: string[], licencesOfPackages: Record<string, [string, string]>, licencesOfDevelopment: Record<string, string>, installScripts: Record<string, string> }} */
const { licences, licencesOfPackages, licencesOfDevelopment, installScripts } = read('tools/packages.json');
const scriptsSeen = new Set();

/** @param {string} expression such as `MIT` or `(MIT OR CC0-1.0)` @param {readonly string[]} allowed */
function isAllowed(expression, allowed) {
  const isKnown = (/** @type {string} */ licence) => allowed.includes(licence.trim());
  const words = expression.replaceAll(/[()]/g, '');
  return words.includes(' OR ') ? words.split(' OR ').some(isKnown) : words.split(' AND ').every(isKnown);
}

/** @param {string} lockFile @param {boolean} isForDevelopment whether nothing of it is in the image */
function problemsOf(lockFile, isForDevelopment) {
  /** @type {[string, LockedPackage][]} */
  const locked = Object.entries(read(lockFile).packages);
  return locked
    .filter(([folder, { link }]) => folder.includes('node_modules/') && link !== true)
    .flatMap(([folder, { version, license = 'none', integrity, hasInstallScript, dev, devOptional }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const ofTools = isForDevelopment || dev === true || devOptional === true;
      const allowed = [
        ...licences,
        ...(ofTools ? Object.keys(licencesOfDevelopment) : []),
        ...(licencesOfPackages[name]?.slice(0, 1) ?? []),
      ];
      if (hasInstallScript === true) scriptsSeen.add(name);
      return [
        ...(integrity === undefined ? ['has no checksum'] : []),
        ...(isAllowed(license, allowed) ? [] : [`has the licence ${license}, which nobody has allowed`]),
        ...(hasInstallScript === true && !(name in installScripts)
          ? ['has an install script, which nobody has reviewed']
          : []),
      ].map((problem) => `${lockFile}: ${name} ${version} ${problem}`);
    });
}

const problems = [
  ...problemsOf('package-lock.json', false),
  ...problemsOf('bench/package-lock.json', true),
  ...Object.keys(installScripts)
    .filter((name) => !scriptsSeen.has(name))
    .map((name) => `tools/packages.json: ${name} has no install script any more`),
];
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
