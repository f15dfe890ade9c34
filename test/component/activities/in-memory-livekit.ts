import { LiveKitProblem } from '../../../src/domain/failures.js';
import type {
  LiveKitSip,
  SipObject,
  SipObjects,
  TrunkObjectSpecs,
} from '../../../src/domain/livekit/sip-objects.js';

interface StoredTrunk {
  readonly id: string;
  name: string;
  number: string;
}

interface StoredRule {
  readonly id: string;
  name: string;
  inboundTrunkId: string;
}

type Mutable<Port> = { -readonly [Method in keyof Port]: Port[Method] };
type InMemoryObjects = {
  readonly [Kind in keyof TrunkObjectSpecs]: Mutable<SipObjects<TrunkObjectSpecs[Kind]>>;
};

/** The SIP objects of a LiveKit project in memory, as far as our port to it can tell. */
export class InMemoryLiveKit implements LiveKitSip {
  readonly inbound: StoredTrunk[] = [];
  readonly outbound: StoredTrunk[] = [];
  readonly rules: StoredRule[] = [];
  /** Passwords that were sent, to tell whether the right one was. */
  readonly passwords: string[] = [];
  #ids = 0;

  /** The port's methods, which a test may replace. */
  readonly objects: InMemoryObjects = {
    inbound: {
      create: async (name, spec) => {
        if (spec.digest !== null) this.passwords.push(spec.digest.password.reveal());
        return shown(this.put('inbound', name, spec.number));
      },
      update: async (id, name, { number, digest, accessKept = false }) => {
        if (digest !== null && !accessKept) this.passwords.push(digest.password.reveal());
        return change(this.inbound, id, { name, number });
      },
      list: async (spec) => this.inbound.filter(({ number }) => number === spec.number).map(shown),
      find: async (id, { number }) => findTrunk(this.inbound, id, number),
      delete: async (id) => drop(this.inbound, id),
    },
    outbound: {
      create: async (name, spec) => {
        this.passwords.push(spec.password.reveal());
        return shown(this.put('outbound', name, spec.number));
      },
      update: async (id, name, { number, password, credentialsKept = false }) => {
        if (!credentialsKept) this.passwords.push(password.reveal());
        return change(this.outbound, id, { name, number });
      },
      list: async (spec) => this.outbound.filter(({ number }) => number === spec.number).map(shown),
      find: async (id, { number }) => findTrunk(this.outbound, id, number),
      delete: async (id) => drop(this.outbound, id),
    },
    rule: {
      create: async (name, spec) => shown(this.putRule(name, spec.inboundTrunkId)),
      update: async (id, name, { inboundTrunkId }) => change(this.rules, id, { name, inboundTrunkId }),
      list: async (spec) =>
        this.rules.filter(({ inboundTrunkId }) => inboundTrunkId === spec.inboundTrunkId).map(shown),
      find: async (id) => find(this.rules, id),
      delete: async (id) => drop(this.rules, id),
    },
  };

  namesFor: LiveKitSip['namesFor'] = async ({ numbers, inboundTrunkIds }) => [
    ...[...this.inbound, ...this.outbound]
      .filter(({ number }) => numbers.includes(number))
      .map(({ name }) => name),
    ...this.rules.filter((rule) => inboundTrunkIds.includes(rule.inboundTrunkId)).map(({ name }) => name),
  ];

  listAllRules: LiveKitSip['listAllRules'] = async () => this.rules.map(({ id, name }) => ({ id, name }));

  /** Changes an object as another tool could. */
  rename(id: string, name: string): void {
    for (const object of [...this.inbound, ...this.outbound, ...this.rules]) {
      if (object.id === id) object.name = name;
    }
  }

  put(kind: 'inbound' | 'outbound', name: string, number: string): StoredTrunk {
    const trunk = { id: this.#nextId('ST'), name, number };
    this[kind].push(trunk);
    return trunk;
  }

  putRule(name: string, inboundTrunkId: string): StoredRule {
    const rule = { id: this.#nextId('SDR'), name, inboundTrunkId };
    this.rules.push(rule);
    return rule;
  }

  #nextId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${String(this.#ids).padStart(4, '0')}`;
  }
}

function shown({ id, name }: { readonly id: string; readonly name: string }): SipObject {
  return { id, name, differs: [] };
}

function find(objects: readonly { readonly id: string; readonly name: string }[], id: string) {
  const object = objects.find((candidate) => candidate.id === id);
  return object === undefined ? null : shown(object);
}

function findTrunk(trunks: readonly StoredTrunk[], id: string, requested: string): SipObject | null {
  const trunk = trunks.find((candidate) => candidate.id === id);
  return trunk === undefined
    ? null
    : { ...shown(trunk), differs: trunk.number === requested ? [] : ['numbers'] };
}

function change<Stored extends { readonly id: string; name: string }>(
  objects: Stored[],
  id: string,
  changes: Partial<Stored>,
): SipObject {
  const object = objects.find((candidate) => candidate.id === id);
  if (object === undefined) throw new LiveKitProblem({ kind: 'gone' }, 'There is no such object.');
  return shown(Object.assign(object, changes));
}

function drop(objects: { readonly id: string }[], id: string): void {
  const index = objects.findIndex((object) => object.id === id);
  if (index >= 0) objects.splice(index, 1);
}
