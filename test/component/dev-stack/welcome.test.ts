import { expect, it } from 'vitest';
import { links } from '../../../dev-stack/commands/welcome.js';
import { homeAt } from '../../../dev-stack/state/home.js';
import { noSettings } from '../../../dev-stack/state/settings.js';

const plain = { bold: (text: string) => text, dim: (text: string) => text };
const account = { publicId: 'sk_demo', secret: 's3cr3t_demo', organizationId: 'org_demo' };

it('the start screen shows the link to the API reference', () => {
  const settings = { ...noSettings, GATEWAY_URL: 'http://127.0.0.1:8080' };
  const screen = links({ account, running: { home: homeAt('.trunkline'), settings } }, 4.2, plain);
  expect(screen).toMatch(/^ {2}API reference {2}http:\/\/127\.0\.0\.1:8080\/docs$/m);
});
