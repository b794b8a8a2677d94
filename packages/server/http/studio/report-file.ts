import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import type { ExportedRow } from '../../reports/export.ts'

type Pages = AsyncGenerator<readonly ExportedRow[]>

/**
 * Sends rows as a file while they are read. What goes wrong before the first page is an ordinary refusal; later it breaks the file off, so
 * that nobody takes a part for the whole.
 */
export async function exportFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly format: 'csv' | 'json' },
  read: () => Pages,
): Promise<FastifyReply> {
  const pages = read()
  const first = await pages.next()
  const rows = rowsOf(first.done === true ? [] : first.value, pages)
  const safe = file.name.replace(/[^\w.-]+/g, '-')
  reply.header('content-disposition', `attachment; filename="${safe}.${file.format}"`)
  reply.header('x-content-type-options', 'nosniff')
  reply.type(file.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
  return reply.send(Readable.from(file.format === 'csv' ? csv(rows) : json(rows)))
}

async function* rowsOf(first: readonly ExportedRow[], rest: Pages): Pages {
  yield first
  yield* rest
}

/** With a byte order mark, so that every spreadsheet reads UTF-8; no cell begins as a formula. */
async function* csv(pages: Pages): AsyncGenerator<string> {
  let isFirst = true
  for await (const rows of pages) {
    if (rows.length > 0) yield stringify([...rows], { header: isFirst, bom: isFirst, escape_formulas: true })
    isFirst &&= rows.length === 0
  }
}

async function* json(pages: Pages): AsyncGenerator<string> {
  let before = '[\n'
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield before + rows.map((row) => JSON.stringify(row)).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
