import BetterSqlite3 from 'better-sqlite3'
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Tables } from './tables.ts'

/** Builds a query; nothing runs until a ReadableDb or WritableDb is given the result. */
export type QueryBuilder = Kysely<Tables>
export type Params = readonly unknown[]

/** Reads. A function that takes a `ReadableDb` cannot change anything. */
export interface ReadableDb {
  /** The first row, or undefined. */
  get<Row>(build: (q: QueryBuilder) => Compilable<Row>): Row | undefined
  all<Row>(build: (q: QueryBuilder) => Compilable<Row>): Row[]
  /** Hand-written SQL for hot paths; positional parameters. */
  sqlGet<Row>(sql: string, params?: Params): Row | undefined
  sqlAll<Row>(sql: string, params?: Params): Row[]
}

/** Reads and writes: only handed out inside `Database.write`. */
export interface WritableDb extends ReadableDb {
  run(build: (q: QueryBuilder) => Compilable<unknown>): { changes: number }
  sqlRun(sql: string, params?: Params): { changes: number }
  /** Runs once after the outermost transaction has committed, never after a rollback. */
  afterCommit(effect: () => void): void
}

export interface Database extends ReadableDb {
  /**
   * `BEGIN IMMEDIATE … COMMIT` around a synchronous function; joins the transaction that is
   * already open, so that commands compose. Rolls back and rethrows when the function throws,
   * and refuses a function that returns a promise.
   */
  write<T>(work: (tx: WritableDb) => T): T
  /** The connection itself, for backups and pragmas. Never for queries of a feature. */
  readonly connection: BetterSqlite3.Database
  readonly inTransaction: boolean
  close(): void
}

export type Durability = 'FULL' | 'NORMAL'

export interface OpenOptions {
  readonly?: boolean
  /** `FULL` (default) keeps a commit through a power cut; `NORMAL` may forget the last ones. */
  durability?: Durability
}

const builder: QueryBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/**
 * Opens a SQLite file with the pragmas every connection of the product uses.
 *
 * Kysely only compiles; the statement runs here, synchronously, from a cache by SQL text.
 * Kysely's own executor is asynchronous and would let other statements slip into an open
 * transaction of the single connection.
 */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const connection = new BetterSqlite3(file, { readonly: options.readonly ?? false })
  connection.pragma('busy_timeout = 5000')
  connection.pragma('trusted_schema = OFF')
  connection.pragma('foreign_keys = ON')
  connection.pragma('temp_store = MEMORY')
  connection.pragma('cache_size = -65536')
  if (!options.readonly) {
    if (connection.pragma('page_count', { simple: true }) === 0) {
      connection.pragma('auto_vacuum = INCREMENTAL')
    }
    connection.pragma('journal_mode = WAL')
    connection.pragma(`synchronous = ${options.durability ?? 'FULL'}`)
  }
  return databaseOver(connection)
}

const STATEMENT_CACHE = 500

type Prepare = (sql: string) => BetterSqlite3.Statement

/** Statements by their text, so that each is compiled once. */
function statementCache(connection: BetterSqlite3.Database): { prepare: Prepare; clear(): void } {
  const statements = new Map<string, BetterSqlite3.Statement>()
  return {
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      if (statements.size >= STATEMENT_CACHE) {
        const oldest = statements.keys().next().value
        if (oldest !== undefined) statements.delete(oldest)
      }
      const statement = connection.prepare(sql)
      statements.set(sql, statement)
      return statement
    },
    clear: () => statements.clear(),
  }
}

function readsOver(prepare: Prepare): ReadableDb {
  return {
    get<Row>(build: (q: QueryBuilder) => Compilable<Row>) {
      const { sql, parameters } = build(builder).compile()
      return prepare(sql).get(...parameters) as Row | undefined
    },
    all<Row>(build: (q: QueryBuilder) => Compilable<Row>) {
      const { sql, parameters } = build(builder).compile()
      return prepare(sql).all(...parameters) as Row[]
    },
    sqlGet: <Row>(sql: string, params: Params = []) => prepare(sql).get(...params) as Row | undefined,
    sqlAll: <Row>(sql: string, params: Params = []) => prepare(sql).all(...params) as Row[],
  }
}

function writesOver(prepare: Prepare, reads: ReadableDb, effects: (() => void)[]): WritableDb {
  return {
    ...reads,
    run(build) {
      const { sql, parameters } = build(builder).compile()
      const statement = prepare(sql)
      if (statement.reader) return { changes: statement.all(...parameters).length }
      return { changes: statement.run(...parameters).changes }
    },
    sqlRun: (sql, params = []) => ({ changes: prepare(sql).run(...params).changes }),
    afterCommit(effect) {
      effects.push(effect)
    },
  }
}

function databaseOver(connection: BetterSqlite3.Database): Database {
  const { prepare, clear } = statementCache(connection)
  const reads = readsOver(prepare)
  const effects: (() => void)[] = []
  const tx = writesOver(prepare, reads, effects)
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) =>
    connection.prepare(sql),
  )

  function write<T>(work: (tx: WritableDb) => T): T {
    if (connection.inTransaction) return work(tx)
    begin?.run()
    let result: T
    try {
      result = work(tx)
      if (result instanceof Promise) {
        throw new TypeError('A transaction is a synchronous function: it must not return a promise')
      }
      commit?.run()
    } catch (error) {
      effects.length = 0
      if (connection.inTransaction) rollback?.run()
      throw error
    }
    for (const effect of effects.splice(0)) effect()
    return result
  }

  return {
    ...reads,
    write,
    connection,
    get inTransaction() {
      return connection.inTransaction
    },
    close() {
      if (!connection.open) return
      clear()
      connection.close()
    },
  }
}
