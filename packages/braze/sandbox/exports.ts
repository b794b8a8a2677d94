/**
 * Exports of many profiles into a file that is fetched later.
 *
 * X1 One export per segment at a time. It is ready after the sandbox's delay, and shows the profiles as they are then.
 * X2 Files take bounded memory: the oldest go first.
 * X3 Callbacks reach only whom the settings allow, and end when the sandbox closes.
 */
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { type ExportView, exportUser } from './export-user.ts'
import { mayCall } from './outgoing.ts'
import type { Ground } from './part.ts'
import type { Profile } from './profile.ts'
import { createChanges, type Rows } from './rows.ts'

/** What an export is asked for. */
export interface ExportRequest {
  /** What there may be one export of at a time: a segment, or the control group. */
  readonly of: string
  /** Who is in it when the export is made. */
  readonly members: () => readonly Profile[]
  readonly fields?: ReadonlySet<string> | undefined
  readonly customAttributes?: ReadonlySet<string> | undefined
  readonly format: 'zip' | 'gzip'
  readonly callback?: URL | undefined
  /** The name of an export that was asked for before a restart. */
  readonly prefix?: string | undefined
  /** What the client knows the sandbox as. */
  readonly origin: string
}

/** An export under way: where its file will be, and what makes it. */
export interface StartedExport {
  readonly prefix: string
  readonly url: string
  readonly finish: () => void
}

export interface Exports {
  /** The files, which outlive the process. */
  readonly rows: Rows
  /** `undefined` while one is running. */
  start(request: ExportRequest): StartedExport | undefined
  /** Ends what is running: it makes no file. */
  cancel(of: string): void
  /** The file by its name, once it is there. */
  file(name: string): { readonly type: string; readonly bytes: Uint8Array } | undefined
  close(): void
}

/** Where the files are fetched from. */
const EXPORT_PATH = '/__sandbox/exports/'
/** Profiles in one file of a ZIP. */
const FILE_USERS = 5000
/** Bytes of files that are kept. */
const KEPT_BYTES = 64 * 1024 * 1024
const CALLBACK_MS = 10_000

type ExportGround = Pick<Ground, 'clock' | 'settings'> & Pick<ExportView, 'received'>

const savedFile = z.object({ order: z.number(), base64: z.string() })

export function createExports({ clock, settings, received }: ExportGround): Exports {
  const changes = createChanges(settings.databaseUrl !== undefined)
  const running = new Map<string, string>()
  const files = new Map<string, { readonly order: number; readonly bytes: Uint8Array }>()
  let order = 0
  const closing = new AbortController()

  function keep(name: string, bytes: Uint8Array): void {
    order += 1
    files.set(name, { order, bytes })
    changes.mark(name)
    let total = files.values().reduce((sum, file) => sum + file.bytes.length, 0)
    for (const [oldest, file] of files) {
      if (total <= KEPT_BYTES || oldest === name) break // X2
      files.delete(oldest)
      changes.mark(oldest)
      total -= file.bytes.length
    }
  }

  async function callBack(url: URL, body: object): Promise<void> {
    if (!mayCall(url, settings.webhooks)) {
      settings.log(`callback to ${url.host} not allowed`) // X3
      return
    }
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(CALLBACK_MS)])
    const headers = { 'Content-Type': 'application/json' }
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        redirect: 'manual',
        signal,
      })
      await response.body?.cancel()
      settings.log(`callback to ${url.host} ${response.status}`)
    } catch {
      settings.log(`callback to ${url.host} failed`)
    }
  }

  function finish(request: ExportRequest, prefix: string, name: string): void {
    const canceled = running.get(request.of) !== prefix
    if (!canceled) {
      running.delete(request.of)
      keep(name, pack(request, prefix, { now: clock.now(), received }))
    }
    if (request.callback === undefined || closing.signal.aborted) return
    const url = request.origin + EXPORT_PATH + name
    void callBack(request.callback, canceled ? { success: false } : { success: true, url })
  }

  return {
    start(request) {
      if (running.has(request.of)) return undefined // X1
      const { prefix = `${randomUUID()}-${Math.floor(clock.now() / 1000)}` } = request
      const name = `${prefix}.${request.format === 'zip' ? 'zip' : 'gz'}`
      running.set(request.of, prefix)
      return { prefix, url: request.origin + EXPORT_PATH + name, finish: () => finish(request, prefix, name) }
    },
    cancel(of) {
      running.delete(of)
    },
    file(name) {
      const file = files.get(name)
      if (file === undefined) return undefined
      return { type: name.endsWith('.zip') ? 'application/zip' : 'application/gzip', bytes: file.bytes }
    },
    rows: {
      changes,
      read(name) {
        const file = files.get(name)
        return file && { order: file.order, base64: Buffer.from(file.bytes).toString('base64') }
      },
      load(saved) {
        const read = saved.map(([name, data]) => ({ name, ...savedFile.parse(data) }))
        for (const one of read.sort((left, right) => left.order - right.order)) {
          files.set(one.name, { order: one.order, bytes: Buffer.from(one.base64, 'base64') })
          order = one.order
        }
      },
    },
    close: () => closing.abort(),
  }
}

/** A ZIP of files with a profile per line, or all lines in one compressed file. */
function pack(request: ExportRequest, prefix: string, view: ExportView): Uint8Array {
  const lines = request.members().map((profile) => `${JSON.stringify(showMember(request, profile, view))}\n`)
  if (request.format === 'gzip') return gzipSync(lines.join(''))
  const files: { [name: string]: Uint8Array } = {}
  for (let start = 0; start === 0 || start < lines.length; start += FILE_USERS) {
    const text = lines.slice(start, start + FILE_USERS).join('')
    files[`${prefix}-${String(start / FILE_USERS + 1).padStart(4, '0')}.json`] = strToU8(text)
  }
  return zipSync(files)
}

function showMember({ fields, customAttributes }: ExportRequest, profile: Profile, view: ExportView): object {
  const user = exportUser(view, profile, fields)
  if (customAttributes === undefined) return user
  const chosen: { [name: string]: unknown } = Object.create(null)
  for (const [name, value] of profile.attributes) if (customAttributes.has(name)) chosen[name] = value
  return { ...user, custom_attributes: chosen }
}
