import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/runtime/postgres'
import pg from 'pg'

/** The floor of an acknowledgement: takes a body and answers once one row of it is committed, on bare node:http, one commit each. */
const home = await mkdtemp(join(tmpdir(), 'parley-floor-'))
const postgres = await startPostgres({ home })
const pool = new pg.Pool({ connectionString: postgres.url, max: 8 })
// An idle connection that the database closes at the end is no loss.
pool.on('error', () => {})
await pool.query('create table row (id bigserial primary key, body text not null)')

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    JSON.parse(body)
    pool.query({ name: 'put', text: 'insert into row (body) values ($1)', values: [body] }).then(
      () => response.setHeader('content-type', 'application/json').end('{}'),
      () => response.writeHead(500).end(),
    )
  })
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void pool
    .end()
    .then(() => postgres.stop())
    .then(() => rm(home, { recursive: true, force: true }))
    .then(() => process.exit(0))
})
