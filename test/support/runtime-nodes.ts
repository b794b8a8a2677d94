import pg from 'pg'
import { afterEach, beforeEach } from 'vitest'
import type { Runtime } from '../../packages/runtime/runtime.ts'
import { createTestNode, prepareTestDatabase, type TestNodeOptions } from '../../packages/runtime/testing.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** What each test of a file has for itself. Read its members within a test: the next test has others. */
export interface TestNodes {
  readonly database: TestDatabase
  /** A connection beside the nodes, to look at rows. */
  readonly rows: pg.Client
  /** Another node on the database; it is closed after the test. */
  readonly startNode: (options?: Omit<TestNodeOptions, 'databaseUrl'>) => Promise<Runtime>
}

/** Gives every test of the file a database of its own and any number of nodes on it. */
export function useTestNodes(): TestNodes {
  let database: TestDatabase
  let rows: pg.Client
  let nodes: Runtime[]

  beforeEach(async () => {
    database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
    rows = new pg.Client({ connectionString: database.url })
    await rows.connect()
    nodes = []
  })

  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await rows.end()
    await database.drop()
  })

  return {
    get database() {
      return database
    },
    get rows() {
      return rows
    },
    async startNode(options = {}) {
      const node = await createTestNode({ databaseUrl: database.url, ...options })
      nodes.push(node)
      return node
    },
  }
}
