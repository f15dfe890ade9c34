import type { DatabaseOracle } from '../laboratory/database-rows.js';

/** SQLSTATEs that a database gives when it has no room, which may pass, and when a trigger raises, which does not. */
export const sqlStates = { noRoom: '53100', raised: 'P0001' } as const;

/**
 * Prepares the real database to refuse what a test wants: triggers that look up, per number, with which SQLSTATE each
 * next attempt is refused. A sequence counts the attempts, because it is the one thing that no rollback takes back.
 */
export async function prepareRefusals(database: DatabaseOracle): Promise<void> {
  await database.query(`
    create table chaos_refusals (number text primary key, states text[], may_release boolean not null default true);
    create function chaos_refuse_trunk() returns trigger language plpgsql as $$
      declare wanted text[]; turn bigint;
      begin
        select states into wanted from chaos_refusals where number = new.phone_number;
        if wanted is null then return new; end if;
        turn := nextval('chaos_' || substr(new.phone_number, 2));
        if wanted[least(turn, cardinality(wanted))] <> '' then
          raise exception 'no trunk today' using errcode = wanted[least(turn, cardinality(wanted))];
        end if;
        return new;
      end $$;
    create trigger chaos_refuse_trunks before insert or update on trunks for each row execute function chaos_refuse_trunk();
    create function chaos_keep_number() returns trigger language plpgsql as $$
      begin
        if exists (select from chaos_refusals where number = old.collision_key and not may_release) then
          raise exception 'no number is let go today' using errcode = 'XX000';
        end if;
        return old;
      end $$;
    create trigger chaos_keep_numbers before delete on number_reservations
      for each row execute function chaos_keep_number();
  `);
}

/** Lets the attempts to write a number's record end with these SQLSTATEs, the last for ever; empty is no refusal. */
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

/** Lets no undo free the number until it is mended. */
export async function keepNumber(database: DatabaseOracle, number: string): Promise<void> {
  await database.query('insert into chaos_refusals (number, may_release) values ($1, false)', [number]);
}

/** Lets the database do everything again. */
export async function stopRefusing(database: DatabaseOracle): Promise<void> {
  await database.query('delete from chaos_refusals');
}
