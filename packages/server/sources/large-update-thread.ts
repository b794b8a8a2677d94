// The thread of `large-update.ts`: takes an update over and tells what it cost.
import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'

const { state, update } = workerData as { readonly state: readonly Uint8Array[]; readonly update: Uint8Array }
const doc = new Y.Doc()
for (const part of state) Y.applyUpdate(doc, part)
const before = process.threadCpuUsage()
try {
  Y.applyUpdate(doc, update)
} catch {
  // What cannot be read is told by whoever takes it.
}
const { user, system } = process.threadCpuUsage(before)
parentPort?.postMessage((user + system) / 1000)
