import { randomBytes } from 'node:crypto';
import type { DataConverter } from '@temporalio/common';
import { encryptedData } from '../../src/runtime/temporal/payload-encryption.js';

const material = randomBytes(32);

/** The encryption keys of every Trunkline in this process, as the variable has them. */
export const testKeys = `k1:${material.toString('base64')}`;

/** Reads and writes what these Trunklines store in Temporal. */
export const testData: DataConverter = encryptedData([{ id: 'k1', material }], 'default');
