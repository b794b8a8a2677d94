import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A page with nothing but a canvas of the Studio on it. */
export interface CanvasPage {
  /** `?nodes=<number>`: of the flow on it; `0`: an empty canvas. */
  readonly url: string
  close(): Promise<void>
}

const entry = `
import './app/theme.css'
import { createRoot } from 'react-dom/client'
import { Canvas } from './canvas/canvas.tsx'
import { select } from './editor/state.ts'
import { documentFrom } from './source/document.ts'
import { SourceContext } from './source/hooks.ts'
import { SourceStore } from './source/store.ts'

const nodes = Number(new URLSearchParams(location.search).get('nodes') ?? 0)
const given = window.flow
const flow = given ?? { format: 1, start: 'n0', variables: {}, nodes: {} }
// A grid of chains with side ways and ways back, as long conversations have them.
for (let index = 0; given === undefined && index < nodes; index += 1) {
  const next = 'n' + Math.min(index + 1, nodes - 1)
  const at = { meta: { studio: { x: (index % 50) * 320, y: Math.floor(index / 50) * 220 } } }
  flow.nodes['n' + index] =
    index % 4 === 0
      ? { kind: 'ask', text: 'What would you like to know about number ' + index + '?', answer: { type: 'choice', choices: [{ id: 'yes', label: 'Yes, please' }, { id: 'no', label: 'No, thank you' }] }, variable: 'answer', to: { 'choice.yes': next, 'choice.no': 'n' + Math.min(index + 50, nodes - 1) }, ...at }
      : index % 4 === 1
        ? { kind: 'braze-track', attributes: { plan: 'answer' }, to: { success: next, error: 'n' + Math.max(0, index - 7) }, ...at }
        : { kind: 'say', text: 'This is message number ' + index + ' of a long conversation, which has something to say.', to: { next }, ...at }
}
const store = new SourceStore(documentFrom({ 'flows/main.flow.json': JSON.stringify(flow) }))
window.canvasBench = { store, select }
createRoot(document.getElementById('studio')).render(
  <SourceContext value={store}><div style={{ height: '100%' }}><Canvas flow="main" /></div></SourceContext>,
)
`

export async function startCanvasPage(): Promise<CanvasPage> {
  const { outputFiles } = await build({
    stdin: {
      contents: entry,
      resolveDir: fileURLToPath(new URL('../packages/studio', import.meta.url)),
      loader: 'tsx',
      sourcefile: 'canvas-page.tsx',
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'react',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.module.css': 'local-css' },
    tsconfigRaw: '{}',
    outdir: '/canvas',
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  const files: { readonly [path: string]: readonly [type: string, text: string] } = {
    '/canvas.js': ['text/javascript', textOf('.js')],
    '/canvas.css': ['text/css', textOf('.css')],
  }
  const page =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Canvas</title><link rel="stylesheet" href="/canvas.css"></head><body><div id="studio"></div><script type="module" src="/canvas.js"></script></body></html>'
  const http = createServer((request, response) => {
    const [type, text] = files[request.url ?? ''] ?? ['text/html', page]
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.end(text)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void http.close(() => resolve())),
  }
}
