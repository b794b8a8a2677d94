/** The rows of documents: what is asked of `parley.source`, `parley.source_update` and `parley.source_state`. */
import type { Queryable, SharedDatabase } from '@parley/runtime'
import type { Point } from './history.ts'
import type { HistoryRow } from './sitting.ts'

/** Word of a new update, or of a document's end, to every server; also how presence travels between them. */
export const channel = 'parley_source'

export interface DocumentRow {
  readonly solution: string
  readonly document: string
  readonly createdAt: number
  readonly changedAt: number
  readonly changedBy: string
  /** Of the last update. */
  readonly number: number
  readonly bytes: number
  readonly folder: string | null
  readonly folderBase: { readonly [path: string]: string } | null
}

export interface UpdateRow {
  readonly number: number
  readonly content: Uint8Array
  /** The id of who made it. */
  readonly author: string
  /** What it changed, the first of them. */
  readonly touched: readonly string[]
}

/** An update that is to be stored. */
export interface NewUpdate {
  readonly content: Uint8Array
  readonly at: number
  readonly author: string
  readonly authorName: string
  readonly touched: readonly string[]
}

export interface StateRow {
  readonly number: number
  readonly at: number
  readonly content: Uint8Array
}

const columns = `solution, document, created_at as "createdAt", changed_at as "changedAt", changed_by as "changedBy", number, bytes,
  folder, folder_base as "folderBase"`

/** Updates that are read in one go; a room that is further behind asks again. */
const manyUpdates = 1000

export type SourceRows = ReturnType<typeof createSourceRows>

export function createSourceRows({
  workspace,
  ...database
}: Pick<SharedDatabase, 'workspace' | 'query' | 'transaction'>) {
  const { query } = database
  const rowsOf = async <Row extends object>(text: string, values: readonly unknown[], db: Queryable = { query }) =>
    (await db.query<Row>({ text, values: [workspace, ...values] })).rows

  return {
    list: () =>
      rowsOf<DocumentRow>(`select ${columns} from parley.source where workspace_id = $1 order by solution`, []),

    async find(solution: string): Promise<DocumentRow | null> {
      const text = `select ${columns} from parley.source where workspace_id = $1 and solution = $2`
      return (await rowsOf<DocumentRow>(text, [solution]))[0] ?? null
    },

    /** False: there is one of that name. */
    async create(
      row: Pick<DocumentRow, 'solution' | 'document'>,
      first: NewUpdate,
      state: Uint8Array,
    ): Promise<boolean> {
      const text = `
        with made as (
          insert into parley.source (workspace_id, solution, document, created_at, changed_at, changed_by, number, bytes)
          values ($1, $2, $3, $4, $4, $6, 1, length($8::bytea))
          on conflict (workspace_id, solution) do nothing returning document
        ), first as (
          insert into parley.source_update (workspace_id, document, number, at, author, author_name, touched, content)
          select $1, document, 1, $4, $5, $6, $7::json, $8 from made
        ), state as (
          insert into parley.source_state (workspace_id, document, number, at, content)
          select $1, document, 1, $4, $9 from made
        )
        select document from made`
      const { content, at, author, authorName, touched } = first
      const values = [row.solution, row.document, at, author, authorName, JSON.stringify(touched)]
      return (await rowsOf(text, [...values, bytea(content), bytea(state)])).length > 0
    },

    /** Tells every server. False: there was none. */
    remove(solution: string): Promise<boolean> {
      return database.transaction(async (db) => {
        const gone = await rowsOf<{ document: string }>(
          'delete from parley.source where workspace_id = $1 and solution = $2 returning document',
          [solution],
          db,
        )
        const [row] = gone
        if (row === undefined) return false
        for (const table of ['source_update', 'source_state'])
          await rowsOf(`delete from parley.${table} where workspace_id = $1 and document = $2`, [row.document], db)
        const word = JSON.stringify({ workspace, document: row.document, gone: true })
        await db.query({ text: 'select pg_notify($1, $2)', values: [channel, word] })
        return true
      })
    },

    /**
     * Stores updates and tells every server, in one transaction. The row of the document is locked while they get their numbers, so
     * that numbers are seen in their order and without gaps.
     *
     * @param after the last number before them; absent: whichever it is
     * @returns the last number; `null`: the document is gone, or has another number
     */
    async append(document: string, updates: readonly NewUpdate[], after?: number): Promise<number | null> {
      const text = `
        with grown as (
          update parley.source set number = number + $3, changed_at = $4, changed_by = $5, bytes = bytes + $6
          where workspace_id = $1 and document = $2 and number = coalesce($12, number) returning number
        ), added as (
          insert into parley.source_update (workspace_id, document, number, at, author, author_name, touched, content)
          select $1, $2, grown.number - $3 + u.place, u.at, u.author, u.author_name, u.touched::json, u.content
          from grown, unnest($7::bigint[], $8::text[], $9::text[], $10::text[], $11::bytea[])
            with ordinality as u (at, author, author_name, touched, content, place)
        )
        select number, pg_notify('${channel}', json_build_object('workspace', $1::text, 'document', $2::text, 'number', number)::text)
        from grown`
      const last = updates.at(-1)
      const rows = await rowsOf<{ number: number }>(text, [
        document,
        updates.length,
        last?.at,
        last?.authorName,
        updates.reduce((sum, { content }) => sum + content.length, 0),
        updates.map(({ at }) => at),
        updates.map(({ author }) => author),
        updates.map(({ authorName }) => authorName),
        updates.map(({ touched }) => JSON.stringify(touched)),
        updates.map(({ content }) => bytea(content)),
        after ?? null,
      ])
      return rows[0]?.number ?? null
    },

    /** In the order of their numbers, a bounded lot. */
    updates(document: string, after: number, upTo: number, db?: Queryable): Promise<UpdateRow[]> {
      const text = `select number, content, author, touched from parley.source_update
        where workspace_id = $1 and document = $2 and number > $3 and number <= $4 order by number limit ${manyUpdates}`
      return rowsOf<UpdateRow>(text, [document, after, upTo], db)
    },

    /** The last state at or before a number. */
    async state(document: string, upTo: number, db?: Queryable): Promise<StateRow | null> {
      const text = `select number, at, content from parley.source_state
        where workspace_id = $1 and document = $2 and number <= $3 order by number desc limit 1`
      return (await rowsOf<StateRow>(text, [document, upTo], db))[0] ?? null
    },

    /** Runs `read` on the database as it is at one moment. */
    snapshot: <Result>(read: (db: Queryable) => Promise<Result>): Promise<Result> =>
      database.transaction(async (db) => {
        await db.query({ text: 'set transaction isolation level repeatable read, read only' })
        return read(db)
      }),

    async putState(document: string, state: StateRow): Promise<void> {
      const text = `
        with put as (
          insert into parley.source_state (workspace_id, document, number, at, content) values ($1, $2, $3, $4, $5)
          on conflict do nothing
        )
        update parley.source set bytes = length($5::bytea) where workspace_id = $1 and document = $2`
      await rowsOf(text, [document, state.number, state.at, bytea(state.content)])
    },

    /**
     * Forgets history: updates and states that are older than `before` or beyond `bytes`, but for named states and the last one; and of
     * states that are close to each other, all but one.
     */
    async trim(
      document: string,
      limits: { before: number; updates: number; bytes: number; apart: number },
    ): Promise<void> {
      const text = `
        with sized as (
          select number, at, sum(length(content)) over (order by number desc) as total, row_number() over (order by number desc) as place
          from parley.source_update where workspace_id = $1 and document = $2
        ), floor as (
          select coalesce(max(s.number), 0) as number from parley.source_state s
          where s.workspace_id = $1 and s.document = $2
            and s.number <= (select coalesce(max(number), 0) from sized where at < $3 or place > $4 or total > $5)
        ), old as (
          delete from parley.source_update u using floor
          where u.workspace_id = $1 and u.document = $2 and u.number <= floor.number
        ), placed as (
          select number, row_number() over (partition by number / $6 order by number) as place, max(number) over () as last
          from parley.source_state where workspace_id = $1 and document = $2
        )
        delete from parley.source_state s using placed, floor
        where s.workspace_id = $1 and s.document = $2 and s.number = placed.number and s.point is null
          and s.number <> placed.last and s.number <> floor.number and (placed.place > 1 or s.number < floor.number)`
      await rowsOf(text, [document, limits.before, limits.updates, limits.bytes, limits.apart])
    },

    /** Newest first. */
    history(document: string, before: number, limit: number): Promise<HistoryRow[]> {
      const text = `select number, at, author, author_name as "authorName", touched from parley.source_update
        where workspace_id = $1 and document = $2 and number < $3 order by number desc limit $4`
      return rowsOf<HistoryRow>(text, [document, before, limit])
    },

    /** Newest first. */
    points(document: string): Promise<Point[]> {
      const text = `select number, at, point as name, point_by as by from parley.source_state
        where workspace_id = $1 and document = $2 and point is not null order by number desc`
      return rowsOf<Point>(text, [document])
    },

    async putPoint(document: string, { number, at, name, by }: Point, state: Uint8Array): Promise<void> {
      const text = `insert into parley.source_state (workspace_id, document, number, at, content, point, point_by)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (workspace_id, document, number) do update set point = $6, point_by = $7, at = $4`
      await rowsOf(text, [document, number, at, bytea(state), name, by])
    },

    /** The state stays until history is trimmed. */
    async dropPoint(document: string, number: number): Promise<boolean> {
      const text = `update parley.source_state set point = null, point_by = null
        where workspace_id = $1 and document = $2 and number = $3 and point is not null returning number`
      return (await rowsOf(text, [document, number])).length > 0
    },

    async setFolder(solution: string, folder: string, base: { readonly [path: string]: string }): Promise<void> {
      const text = `update parley.source set folder = $3, folder_base = $4::json where workspace_id = $1 and solution = $2`
      await rowsOf(text, [solution, folder, JSON.stringify(base)])
    },

    /** Says something to every server, this one included; it may get lost. At most 7,900 bytes. */
    async tell(word: object): Promise<void> {
      await query({ text: 'select pg_notify($1, $2)', values: [channel, JSON.stringify({ workspace, ...word })] })
    },
  }
}

const bytea = (content: Uint8Array): Buffer => Buffer.from(content.buffer, content.byteOffset, content.byteLength)
