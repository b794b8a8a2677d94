export { PostgresError, type PostgresErrorCode } from './error.ts'
export { type Postgres, type PostgresOptions, startPostgres } from './supervisor.ts'
