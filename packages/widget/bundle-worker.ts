import { parentPort } from 'node:worker_threads'
import { stop } from 'esbuild'
import { bundleWidget } from './bundle.ts'

const bundle = await bundleWidget()
await stop()
parentPort?.postMessage(bundle)
