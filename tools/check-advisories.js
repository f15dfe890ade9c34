import { spawnSync } from 'node:child_process';

/**
 * Asks the registry for known vulnerabilities of the packages in the image: `npm run check:advisories`. It fails if one is high or
 * critical. A registry that does not answer such questions fails nothing, and the reason is printed.
 */
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});

const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** @returns {{ message?: string, metadata?: { vulnerabilities: Record<string, number> } }} */
function answered() {
  try {
    return JSON.parse(stdout);
  } catch {
    return { message: 'npm audit gave no answer' };
  }
}

const { metadata, message = 'the registry gave no report' } = answered();
if (metadata === undefined) {
  // The address of the registry is nobody's business.
  say(`Advisories were not checked: ${message.replaceAll(/https?:\/\/\S+/g, 'the registry')}.`);
} else {
  const { total = 0, high = 0, critical = 0 } = metadata.vulnerabilities;
  say(`${total} known vulnerabilities, ${high} high and ${critical} critical: see npm audit.`);
  process.exitCode = high + critical === 0 ? 0 : 1;
}
