import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { AdministrationError } from '../../../../src/domain/administration.js';
import { openAdministration, openReconciler } from '../../../../src/runtime/administration/open.js';
import { temporaryFolder } from '../../../component/dev-stack/temporary-folder.js';

it.each([
  ['administration', (home: string) => openAdministration({ TRUNKLINE_HOME: home })],
  ['reconciliation', openReconciler],
])('outside the folder of a stack, %s says that none is here, and makes none', async (_name, open) => {
  const home = path.join(temporaryFolder(), '.trunkline');
  const opening = open(home);
  await expect(opening).rejects.toThrow(AdministrationError);
  await expect(opening).rejects.toThrow(/^No stack is here: .*TRUNKLINE_HOME/s);
  await expect(opening).rejects.toThrow(home);
  expect(existsSync(home)).toBe(false);
});
