import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const compose = read('docker-compose.yml');

const images = [
  ...[...compose.matchAll(/^ +image: (\S+)$/gm)].map(([, image = '']) => image),
  ...[...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image),
].filter((image) => !image.startsWith('trunkline:'));

describe('an image', () => {
  it.each([...new Set(images)])('%s has one exact version and the digest of it', (image) => {
    const [tagged = '', digest] = image.split('@');
    expect(tagged).toMatch(/:v?\d+\.\d+/);
    expect(tagged).not.toMatch(/:latest$/);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

describe('a container', () => {
  const [, services = ''] = /^services:\n([\s\S]*?)^\S/m.exec(compose) ?? [];
  const named = services.split(/^ {2}(?=[a-z-]+:\n)/m).slice(1);
  const [, lockedDown = ''] = /^x-locked-down: &locked-down\n([\s\S]*?)\n\n/m.exec(compose) ?? [];
  const [, readOnly = ''] = /^x-read-only: &read-only\n([\s\S]*?)\n\n/m.exec(compose) ?? [];
  const [, trunkline = ''] = /^x-trunkline: &trunkline\n([\s\S]*?)\n\n/m.exec(compose) ?? [];
  /** Compose writes its configuration into its image. */
  const writesItsImage = ['temporal'];

  it('gains no rights, and what it may write is named', () => {
    expect(lockedDown).toContain('cap_drop: [ALL]');
    expect(lockedDown).toContain('no-new-privileges:true');
    expect(readOnly).toContain('<<: *locked-down');
    expect(readOnly).toContain('read_only: true');
    expect(trunkline).toContain('<<: *read-only');
  });

  it.each(named.map((text) => [text.slice(0, text.indexOf(':')), text] as const))(
    '%s has no capability, a read-only image and a limit of memory',
    (name, text) => {
      const limited = name.startsWith('trunkline') ? `${trunkline}${text}` : text;
      expect(limited).toMatch(/mem_limit: \d+[mg]/);
      expect(text).toMatch(
        writesItsImage.includes(name) ? /<<: \*locked-down/ : /<<: \*(?:read-only|trunkline)\n/,
      );
    },
  );
});
