import type { DatabaseOracle } from '../laboratory/database-rows.js';

/** The SQLSTATE of a full disk, which is transient, and that of an exception in a trigger, which is permanent. */
export const sqlStates = { noRoom: '53100', raised: 'P0001' } as const;

/**
 * Prepares the real database so that a test can let it refuse statements. Triggers look up, for each number, the SQLSTATE with
 * which they refuse the next attempt. A sequence counts the attempts, because no rollback reverts a sequence.
 */
export async function prepareRefusals(database: DatabaseOracle): Promise<void> {
  await database.query(`
    create table chaos_refusals (number text primary key, states text[], may_release boolean not null default true);
    create function chaos_refuse_trunk() returns trigger language plpgsql as $$
      declare planned text[]; attempt bigint;
      begin
        select states into planned from chaos_refusals where number = new.phone_number;
        if planned is null then return new; end if;
        attempt := nextval('chaos_' || substr(new.phone_number, 2));
        if planned[least(attempt, cardinality(planned))] <> '' then
          raise exception 'no trunk today' using errcode = planned[least(attempt, cardinality(planned))];
        end if;
        return new;
      end $$;
    create trigger chaos_refuse_trunks before insert or update on trunks for each row execute function chaos_refuse_trunk();
    create function chaos_keep_number() returns trigger language plpgsql as $$
      begin
        if exists (select from chaos_refusals where number = old.collision_key and not may_release) then
          raise exception 'no number is released today' using errcode = 'XX000';
        end if;
        return old;
      end $$;
    create trigger chaos_keep_numbers before delete on number_reservations
      for each row execute function chaos_keep_number();
  `);
}

/**
 * Lets the next attempts to write a number's record fail with these SQLSTATEs, one each. The last one applies to all further
 * attempts. An empty text lets an attempt succeed.
 */
export async function refuseRecords(
  database: DatabaseOracle,
  number: string,
  states: readonly string[],
): Promise<void> {
  await database.query(`create sequence chaos_${number.slice(1)}`);
  await database.query(
    'insert into chaos_refusals (number, states) values ($1, $2) on conflict (number) do update set states = $2',
    [number, states],
  );
}

/** Lets no compensation and no tear-down release the number until `stopRefusing`. */
export async function keepNumber(database: DatabaseOracle, number: string): Promise<void> {
  await database.query('insert into chaos_refusals (number, may_release) values ($1, false)', [number]);
}

/** Lets the database carry out everything again. */
export async function stopRefusing(database: DatabaseOracle): Promise<void> {
  await database.query('delete from chaos_refusals');
}
