import { describe, expectTypeOf, it } from 'vitest';
import type { ImportId } from '../../../src/domain/import/import.js';
import type { ReconciliationId } from '../../../src/domain/reconcile/report.js';
import type { SetUpAnswer } from '../../../src/domain/set-up/set-up.js';
import type {
  Cidr,
  CollisionKey,
  CountryCode,
  E164,
  Extension,
  InboundAuthorization,
  SipAddress,
  TrunkNumber,
  TrunkSettings,
} from '../../../src/domain/trunk/trunk.js';
import type {
  DeploymentId,
  OperationId,
  OrganizationId,
  Parsed,
  SealedSecret,
  Secret,
} from '../../../src/domain/values.js';

/** The compiler judges these tests (`npm run typecheck`); at run time they do nothing. */
type Checked =
  | OperationId
  | OrganizationId
  | DeploymentId
  | ImportId
  | ReconciliationId
  | SealedSecret
  | E164
  | Extension
  | CollisionKey
  | SipAddress
  | Cidr
  | CountryCode;

describe('a checked text', () => {
  it('a checked text is not any text', () => {
    expectTypeOf<string>().not.toExtend<Checked>();
    expectTypeOf<'+15551234567'>().not.toExtend<Checked>();
  });

  it('a checked text can be used as a text', () => {
    expectTypeOf<Checked>().toExtend<string>();
  });

  it('a checked text does not pass as a checked text of another kind', () => {
    expectTypeOf<OperationId>().not.toExtend<OrganizationId>();
    expectTypeOf<OrganizationId>().not.toExtend<OperationId>();
    expectTypeOf<Extension>().not.toExtend<E164>();
    expectTypeOf<E164>().not.toExtend<CollisionKey>();
    expectTypeOf<Cidr>().not.toExtend<SipAddress>();
  });
});

describe('the number of a trunk', () => {
  it('the number of a trunk is a checked number or a checked extension, and its kind says which', () => {
    expectTypeOf<Extract<TrunkNumber, { kind: 'number' }>['value']>().toEqualTypeOf<E164>();
    expectTypeOf<Extract<TrunkNumber, { kind: 'extension' }>['value']>().toEqualTypeOf<Extension>();
    expectTypeOf<{ kind: 'number'; value: Extension }>().not.toExtend<TrunkNumber>();
  });
});

describe('the authorization of inbound calls', () => {
  it('the authorization of inbound calls cannot leave a trunk open: without digest there is at least one address', () => {
    expectTypeOf<{ digest: false; allowed: readonly [] }>().not.toExtend<InboundAuthorization>();
    expectTypeOf<{ digest: false; allowed: readonly Cidr[] }>().not.toExtend<InboundAuthorization>();
    expectTypeOf<{ digest: boolean; allowed: readonly Cidr[] }>().not.toExtend<InboundAuthorization>();
    expectTypeOf<{ digest: false; allowed: readonly [Cidr] }>().toExtend<InboundAuthorization>();
    expectTypeOf<{ digest: true; allowed: readonly [] }>().toExtend<InboundAuthorization>();
  });

  it('the authorization of inbound calls takes no unchecked address', () => {
    expectTypeOf<{ digest: false; allowed: readonly [string] }>().not.toExtend<InboundAuthorization>();
  });
});

describe('the settings of a trunk', () => {
  it('the settings of a trunk cannot be altered', () => {
    expectTypeOf<TrunkSettings>().toEqualTypeOf<Readonly<TrunkSettings>>();
  });

  it('the settings of a trunk hold no password', () => {
    expectTypeOf<keyof TrunkSettings & `${string}assword`>().toEqualTypeOf<never>();
  });
});

describe('a secret', () => {
  it('a secret is no text, so that it does not get into a message by mistake', () => {
    expectTypeOf<Secret>().not.toExtend<string>();
    expectTypeOf<string>().not.toExtend<Secret>();
  });

  it('a secret gives its text to code that reveals it', () => {
    expectTypeOf<Secret['reveal']>().returns.toEqualTypeOf<string>();
  });
});

describe('the result of a parser', () => {
  it('the result of a parser has a value only when the text was accepted', () => {
    expectTypeOf<Extract<Parsed<E164>, { ok: true }>>().toExtend<{ value: E164 }>();
    expectTypeOf<Extract<Parsed<E164>, { ok: false }>>().not.toExtend<{ value: E164 }>();
  });
});

describe('the answer to a set-up', () => {
  it('the answer to a set-up has a trunk only when one was created or was there already', () => {
    expectTypeOf<Extract<SetUpAnswer, { trunk: unknown }>['kind']>().toEqualTypeOf<
      'created' | 'already_exists'
    >();
  });

  it('the answer to a set-up names the operation whenever one was begun', () => {
    expectTypeOf<Extract<SetUpAnswer, { operationId: OperationId }>['kind']>().toEqualTypeOf<
      'created' | 'unfinished' | 'failed'
    >();
  });
});
