/** A file inside a ZIP, as its directory tells it. */
export interface ZipEntry {
  readonly name: string
  /** Bytes once unpacked, by the archive's own word. */
  readonly size: number
}

const END_BYTES = 22
const END_MARK = 0x06054b50
const ENTRY_BYTES = 46
const ENTRY_MARK = 0x02014b50
/** The longest comment that may stand behind the directory's end. */
const COMMENT_BYTES = 0xffff

/**
 * The directory of a ZIP, without unpacking anything; `undefined` when it is none. APPNOTE 4.3.12 and 4.3.16; archives beyond 4 GiB
 * (ZIP64) count as none.
 */
export function readZipDirectory(bytes: Buffer): readonly ZipEntry[] | undefined {
  const end = findEnd(bytes)
  if (end === undefined) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY_MARK) return undefined
    const nameBytes = bytes.readUInt16LE(at + 28)
    const next = at + ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > end) return undefined
    const name = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)
    entries.push({ name, size: bytes.readUInt32LE(at + 24) })
    at = next
  }
  return entries
}

function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES); at -= 1) {
    if (bytes.readUInt32LE(at) === END_MARK) return at
  }
  return undefined
}
