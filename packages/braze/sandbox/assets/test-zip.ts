/** The directory of a ZIP with these files and sizes, and nothing in them: all that the media library reads. */
export function zipOf(files: { readonly [name: string]: number }): Buffer {
  const head = Buffer.from('PK\x03\x04', 'latin1')
  const entries = Object.entries(files).map(([name, size]) => {
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    return Buffer.concat([entry, Buffer.from(name)])
  })
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(head.length, 16)
  return Buffer.concat([head, ...entries, end])
}
