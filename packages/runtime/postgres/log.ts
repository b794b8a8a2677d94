import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises'

/** A server that runs for years must not fill the disk with its log; two files of this size remain. */
const maxBytes = 2 * 1024 * 1024

/** The server's log file. The server itself writes to it, so that its last words survive our own death. */
export interface ServerLog {
  readonly path: string
  readonly fd: number
  /** Bytes so far. */
  size(): Promise<number>
  /** What was written after the first `from` bytes. */
  read(from: number): Promise<string>
  close(): Promise<void>
}

const checkEveryMs = 60_000

/** Opens the log for appending; an old one that grew large moves to `.1`. */
export async function openLog(path: string): Promise<ServerLog> {
  if ((await sizeOf(path)) > maxBytes) await rename(path, `${path}.1`)
  const file = await open(path, 'a', 0o600)
  const timer = setInterval(() => void bound(file), checkEveryMs)
  timer.unref()
  return {
    path,
    fd: file.fd,
    size: () => sizeOf(path),
    read: async (from) => (await readFile(path)).subarray(from).toString(),
    close: async () => {
      clearInterval(timer)
      await file.close()
    },
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  )
}

/** The server appends, so cutting the file under it is safe: its next line starts the file anew. */
async function bound(file: FileHandle): Promise<void> {
  const { size } = await file.stat()
  if (size > maxBytes) await file.truncate(0)
}
