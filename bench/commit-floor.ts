import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/runtime/postgres'
import pg from 'pg'
import { quantile } from './figures.ts'

/**
 * The database floor: the rows of a turn (a state, two messages, a key, a timer) committed for a batch of conversations by one
 * lock statement and one set-based write, with nothing around it. As many turns wait as there are clients.
 */
export interface CommitReport {
  readonly clients: number
  readonly perSecond: number
  readonly p50: number
}

const schema = `
  create table state (id text primary key, state text not null, seq int not null);
  create table message (id text, seq int, body text not null, primary key (id, seq));
  create table turn_key (id text, key text, seq int not null, primary key (id, key));
  create table timer (id text, name text, at timestamptz not null, primary key (id, name));`

const write = `
  with input as (select * from unnest($1::text[], $2::text[], $3::int[]) as input (id, state, seq)),
       states as (update state set state = input.state, seq = input.seq + 2 from input where state.id = input.id),
       heard as (insert into message select id, seq + 1, $4 from input),
       said as (insert into message select id, seq + 2, $4 from input),
       keys as (insert into turn_key select id, seq::text, seq from input)
  insert into timer select id, 'idle', now() from input on conflict (id, name) do update set at = excluded.at`

export async function commitFloor(clients: readonly number[], seconds: number): Promise<readonly CommitReport[]> {
  const home = await mkdtemp(join(tmpdir(), 'parley-floor-'))
  const postgres = await startPostgres({ home })
  const database = new pg.Client({ connectionString: postgres.url })
  try {
    await database.connect()
    await database.query(schema)
    const reports: CommitReport[] = []
    for (const waiting of clients) reports.push(await measure(database, waiting, seconds))
    return reports
  } finally {
    await database.end()
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}

async function measure(database: pg.Client, waiting: number, seconds: number): Promise<CommitReport> {
  const ids = Array.from({ length: waiting }, (_, index) => `conv_${waiting}_${index}`)
  const state = JSON.stringify({ padding: 'x'.repeat(800) })
  const message = JSON.stringify({ kind: 'text', text: 'Nice to meet you. And your **last name**?' })
  await database.query('insert into state select id, $2, 0 from unnest($1::text[]) as id', [ids, state])
  const latencies: number[] = []
  const began = performance.now()
  for (let seq = 0; performance.now() - began < seconds * 1000; seq += 2) {
    const sent = performance.now()
    await database.query('begin')
    await database.query({
      name: 'lock',
      text: 'select id, state, seq from state where id = any($1) order by id for update',
      values: [ids],
    })
    await database.query({
      name: 'write',
      text: write,
      values: [ids, ids.map(() => state), ids.map(() => seq), message],
    })
    await database.query('commit')
    latencies.push(performance.now() - sent)
  }
  const took = (performance.now() - began) / 1000
  return {
    clients: waiting,
    perSecond: (latencies.length * waiting) / took,
    p50: quantile(
      latencies.sort((a, b) => a - b),
      0.5,
    ),
  }
}
