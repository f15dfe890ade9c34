import pg from 'pg';

/** A row as plain SQL returns it. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of Trunkline's database that belong to set-ups. */
export interface DatabaseRows {
  readonly operations: readonly Row[];
  readonly reservations: readonly Row[];
  readonly trunks: readonly Row[];
}

/** Runs plain SQL over its own connection: an oracle that shares no code with Trunkline. */
export class DatabaseOracle {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** @throws what PostgreSQL reports. */
  async query(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 20_000 });
    // Without a listener, a server that is stopped meanwhile would end the test's process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query(statement, [...values]);
      return rows;
    } finally {
      await client.end();
    }
  }

  async setUps(): Promise<DatabaseRows> {
    const [operations, reservations, trunks] = await Promise.all([
      this.query('select id, state, collision_key, finished_at from operations'),
      this.query('select collision_key, operation_id from number_reservations'),
      this.query(
        `select id, phone_number, additional_numbers, outbound_address, other_forms, carrier_settings, collision_key, operation_id, inbound_trunk_id, outbound_trunk_id, dispatch_rule_id
         from trunks`,
      ),
    ]);
    return { operations, reservations, trunks };
  }

  async unfinishedOperations(): Promise<number> {
    const [row] = await this.query('select count(*) from operations where finished_at is null');
    return Number(row?.count);
  }
}
