import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { AuditHead } from '../domain/audit-chain.js';
import type { KeptHead } from '../operations/audit/sealer.js';

const auditHead = z.object({ position: z.int().min(0), hash: z.string() });

/** Keeps the end of the audit log in the home folder of the service. Only the owner of the folder can read it. */
export function auditHeadIn(home: string): KeptHead {
  const file = path.join(home, 'audit-head.json');
  return {
    async read(): Promise<AuditHead | null> {
      const text = await readFile(file, 'utf8').catch(() => null);
      return text === null ? null : auditHead.parse(JSON.parse(text));
    },
    async keep(head) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      const draft = `${file}.${process.pid}`;
      await writeFile(draft, JSON.stringify(head), { mode: 0o600 });
      await rename(draft, file);
    },
  };
}
