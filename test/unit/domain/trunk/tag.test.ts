import { describe, expect, it } from 'vitest';
import { formatTag, objectKinds, parseTag } from '../../../../src/domain/trunk/trunk.js';
import type { DeploymentId, OperationId } from '../../../../src/domain/values.js';

const deploymentId = 'demo1' as DeploymentId;
const operationId = 'op_0123456789abcdef0123456789abcdef' as OperationId;

describe('a tag', () => {
  it.each(objectKinds)('a tag of the kind %s is parsed as it was formatted', (kind) => {
    const tag = { deploymentId, operationId, kind, acceptedAt: 1_774_951_200_000 };
    expect(parseTag(formatTag(tag))).toEqual(tag);
  });

  it.each([
    ['a name that somebody chose', 'Main Office'],
    ['nothing', ''],
    ['another version', `tl2:demo1:${operationId}:inbound:1`],
    ['a bad kind', `tl1:demo1:${operationId}:In-1:1`],
    ['a bad deployment', `tl1:De:${operationId}:inbound:1`],
    ['a bad operation', 'tl1:demo1:op_1:inboundbound:1'],
    ['a bad time', `tl1:demo1:${operationId}:inbound:soon`],
    ['no time', `tl1:demo1:${operationId}:inbound`],
    ['more parts', `tl1:demo1:${operationId}:inbound:1:2`],
  ])('no tag is found in %s', (_what, name) => {
    expect(parseTag(name)).toBeNull();
  });
});
