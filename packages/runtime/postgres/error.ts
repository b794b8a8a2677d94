/** What went wrong with the embedded database server. Stable: documentation and callers may rely on it. */
export type PostgresErrorCode =
  | 'postgres-platform'
  | 'postgres-binaries'
  | 'postgres-root'
  | 'postgres-home'
  | 'postgres-in-use'
  | 'postgres-port'
  | 'postgres-disk-full'
  | 'postgres-version'
  | 'postgres-start'
  | 'postgres-died'

/** A failure of the embedded server. The message says what happened, to what, and what to do next. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError'
  readonly code: PostgresErrorCode
  /** `later` when the same call may succeed without anybody changing anything. */
  readonly retry: 'no' | 'later'

  constructor(code: PostgresErrorCode, message: string, options: { retry?: 'no' | 'later'; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = options.retry ?? 'no'
  }
}

/** The way out that works for every failure of the embedded server; ends most messages. */
export const bringYourOwn = 'or set DATABASE_URL to a PostgreSQL server of your own'

/** The `code` of a Node system error such as ENOSPC, if it is one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What a failed file operation below `home` means for the user; anything else, a bug among them, stays what it is. */
export function homeError(error: unknown, home: string): unknown {
  const code = systemCode(error)
  if (code === undefined || error instanceof PostgresError) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(home, error)
  return new PostgresError(
    'postgres-home',
    `cannot use ${home} for the database (${code}): make the folder writable for this user, point PARLEY_HOME elsewhere, ${bringYourOwn}`,
    { cause: error },
  )
}

export function diskFull(home: string, cause?: unknown): PostgresError {
  return new PostgresError(
    'postgres-disk-full',
    `no space left for the database in ${home}: free some space (a fresh database needs about 60 MB), point PARLEY_HOME elsewhere, ${bringYourOwn}`,
    { retry: 'later', cause },
  )
}
