/** What one server run needs to know. */
export interface ServerAddress {
  readonly port: number
  /** Folder for the unix socket, when its path is short enough for the kernel. */
  readonly socketFolder: string | undefined
}

const settings: Readonly<Record<string, string>> = {
  // What was acknowledged survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // No replicas read from an embedded server, so the log holds only what recovery needs.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A fresh cluster otherwise stalls for about 90 ms whenever it writes 16 MB of zeros for a new log segment.
  wal_init_zero: 'off',
  wal_buffers: '16MB',
  // Keeps enough segments for reuse under steady load without taking a gigabyte from an idle laptop.
  min_wal_size: '192MB',
  max_wal_size: '1GB',
  // All processes of the platform together stay under 450 MB.
  shared_buffers: '64MB',
  maintenance_work_mem: '32MB',
  max_connections: '50',
  superuser_reserved_connections: '2',
  reserved_connections: '0',
  // "try" can kill backends with SIGBUS in containers with a huge page limit.
  huge_pages: 'off',
  // No I/O workers, no parallel workers, no replication launcher: five background processes instead of ten.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_logical_replication_workers: '0',
  // Statements are short and repeated; compiling them costs more than it saves.
  jit: 'off',
  // The outbox and the timers are small and rewritten constantly.
  autovacuum: 'on',
  autovacuum_naptime: '15s',
  autovacuum_max_workers: '2',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Failed statements are the caller's to report: their text and details can hold a person's answers.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** The server's command line for its settings; `extra` wins. */
export function settingArguments(
  address: ServerAddress,
  extra: Readonly<Record<string, string | number>>,
): readonly string[] {
  const all = {
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(address.port),
    // A list separated by commas, hence the quotes.
    unix_socket_directories: address.socketFolder === undefined ? '' : `"${address.socketFolder}"`,
    unix_socket_permissions: '0700',
    ...extra,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
