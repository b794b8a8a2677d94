import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { documentFrames } from '../../packages/studio/api/document.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type StudioPerson, type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
let ada: StudioPerson
let again: ParleyProcess | undefined

beforeAll(async () => {
  studio = await startStudio()
  ada = await studio.person('owner')
})
afterAll(async () => {
  await again?.dispose()
  await studio?.close()
})

/** Writes a line after the other into a file, and counts what the server says it has stored. */
async function writeLines(url: string, onSaved: (count: number) => void): Promise<() => number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/studio/api/solutions/braze-signup/document`, {
    headers: { cookie: ada.cookie },
    origin: url,
  })
  const doc = new Y.Doc()
  let sent = 0
  let saved = 0
  const send = (kind: number, content: Uint8Array) => socket.send(Buffer.concat([Buffer.of(kind), content]))
  const next = () => {
    const before = Y.encodeStateVector(doc)
    const text = doc.getMap<Y.Text>('files').get('n.md')
    if (text === undefined) doc.getMap('files').set('n.md', new Y.Text(`${sent}\n`))
    else text.insert(text.length, `${sent}\n`)
    sent += 1
    send(documentFrames.update, Y.encodeStateAsUpdate(doc, before))
  }
  await new Promise<void>((ready, failed) => {
    socket.on('error', failed)
    socket.on('message', (data: Buffer, binary) => {
      if (binary && data[0] === documentFrames.update) {
        Y.applyUpdate(doc, data.subarray(1))
        if (sent > 0) return
        // Always some that are not acknowledged yet.
        for (let index = 0; index < 8; index += 1) next()
        ready()
      }
      if (binary) return
      const notice = JSON.parse(String(data)) as { readonly kind: string; readonly count?: number }
      if (notice.kind === 'hello') send(documentFrames.state, Y.encodeStateVector(doc))
      if (notice.kind !== 'saved') return
      saved = notice.count ?? 0
      onSaved(saved)
      if (socket.readyState === socket.OPEN) next()
    })
  })
  socket.removeAllListeners('error')
  socket.on('error', () => {})
  return () => saved
}

test('kill -9 between an edit and its acknowledgement loses nothing that was acknowledged', async () => {
  const { parley } = studio
  const killed = Promise.withResolvers<void>()
  const saved = await writeLines(parley.url, (count) => {
    if (count !== 60) return
    parley.kill('SIGKILL')
    killed.resolve()
  })
  await killed.promise
  await parley.exited
  const acknowledged = saved()
  again = await startParley({ like: parley })
  const response = await fetch(`${again.url}/studio/api/solutions/braze-signup/files`, {
    headers: { cookie: ada.cookie },
  })
  const { files } = (await response.json()) as { readonly files: { readonly [path: string]: string } }
  const lines = (files['n.md'] ?? '').trimEnd().split('\n').map(Number)
  expect(lines.length).toBeGreaterThanOrEqual(acknowledged)
  expect(lines).toEqual(lines.map((_, index) => index))
})
