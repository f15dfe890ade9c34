import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckTarget, resolvedTargets } from '../../../src/activities/objects/target-check.js';
import type { SipAddress } from '../../../src/domain/trunk/trunk.js';
import { startDnsServer } from './dns-server.js';

const address = (text: string) => text as SipAddress;
let server: Awaited<ReturnType<typeof startDnsServer>>;
let check: CheckTarget;

beforeEach(async () => {
  server = await startDnsServer({
    'public.attacker.com': ['9.9.9.9', '2620:fe::fe'],
    'metadata.attacker.com': ['169.254.169.254'],
    'mixed.attacker.com': ['9.9.9.9', '10.0.0.1'],
    'six.attacker.com': ['9.9.9.9', '::ffff:127.0.0.1'],
    'servers.attacker.com': ['9.9.9.9'],
    '_sip._udp.servers.attacker.com': ['SRV inside.attacker.com'],
    'inside.attacker.com': ['127.0.0.1'],
    'broken.attacker.com': ['SERVFAIL'],
    '_sip._udp.only-servers.attacker.com': ['SRV public.attacker.com'],
  });
  check = resolvedTargets(server.resolver);
});

afterEach(() => server.close());

describe('a SIP server whose name the operator lets Trunkline look up', () => {
  it.each(['metadata', 'mixed', 'six', 'servers', 'inside'])(
    'the name %s.attacker.com is refused, because it leads into a private network',
    async (name) => {
      const checked = check(address(`${name}.attacker.com:5060`));
      await expect(checked).rejects.toMatchObject({
        problem: { code: 'target_not_public', transient: false },
      });
    },
  );

  it.each(['public.attacker.com', '9.9.9.9:5080', 'only-servers.attacker.com'])(
    'the target %s is accepted',
    async (target) => {
      await expect(check(address(target))).resolves.toBeUndefined();
    },
  );

  it.each(['nowhere.attacker.com', 'redis.default'])(
    'the name %s has no address and is refused, because a search domain of livekit-sip could give it one',
    async (target) => {
      await expect(check(address(target))).rejects.toMatchObject({
        problem: { code: 'target_unresolved', transient: false },
      });
    },
  );

  it('the check is repeated while no DNS server answers', async () => {
    const checked = check(address('broken.attacker.com'));
    await expect(checked).rejects.toMatchObject({ problem: { code: 'target_unresolved', transient: true } });
  });
});
