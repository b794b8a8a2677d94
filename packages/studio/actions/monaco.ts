/**
 * The code editor, fetched when somebody first writes code: its makers' own files from this server, with the types of actions.
 *
 * Owns the one instance of the library in this page, its look, and what TypeScript knows. Leaves texts to the models.
 */
import type * as Monaco from 'monaco-editor'
import type { ActionTypes } from '../api.ts'
import { request } from '../app/request.ts'

export type MonacoModule = typeof Monaco

declare const codeEditorBase: string
declare const codeEditorWorkers: { readonly editor: string; readonly typescript: string; readonly json: string }

/** What the library's loader puts into the page. */
interface Loader {
  (modules: readonly string[], onLoad: (...loaded: readonly unknown[]) => void, onError: (error: unknown) => void): void
  config(settings: object): void
}

interface Page {
  require?: Loader
  define?: { amd?: unknown }
  MonacoEnvironment?: unknown
}

const page = globalThis as unknown as Page
let loading: Promise<MonacoModule> | undefined

/** Loads it once. One that failed is tried again. @throws Error when it cannot be fetched */
export function loadMonaco(language: string): Promise<MonacoModule> {
  loading ??= start(language)
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

async function start(language: string): Promise<MonacoModule> {
  // Asked for at the same time: neither needs the other.
  const types = request<ActionTypes>('/types')
  types.catch(() => {})
  if (page.require === undefined) await loadScript(`${codeEditorBase}/loader.js`)
  const { require } = page
  if (require === undefined) throw new Error('The code editor could not be loaded.')
  require.config({ paths: { vs: codeEditorBase }, ...(language === 'en' ? {} : inLanguage(language)) })
  const monaco = await new Promise<MonacoModule>((resolve, reject) =>
    require(['vs/editor/editor.main'], (loaded) => resolve(loaded as MonacoModule), () =>
      reject(new Error('The code editor could not be loaded. Check your connection and open the page again.'))),
  )
  // Other libraries of this page must not take the loader for theirs.
  if (page.define !== undefined) page.define.amd = undefined
  page.MonacoEnvironment = { getWorker: (_: string, label: string) => new Worker(workerOf(label)) }
  dress(monaco)
  teach(monaco, (await types).files)
  return monaco
}

const inLanguage = (language: string): object => ({ 'vs/nls': { availableLanguages: { '*': language } } })

function workerOf(label: string): string {
  const { editor, typescript, json } = codeEditorWorkers
  const file = label === 'typescript' || label === 'javascript' ? typescript : label === 'json' ? json : editor
  return `${codeEditorBase}/${file}`
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = src
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error('The code editor could not be loaded. Check your connection and open the page again.'))
    }
    document.head.append(script)
  })
}

/** Follows the appearance of the Studio. */
function dress(monaco: MonacoModule): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  monaco.editor.defineTheme('parley-light', { base: 'vs', inherit: true, rules: [], colors: {} })
  monaco.editor.defineTheme('parley-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [],
    colors: { 'editor.background': '#16181d' },
  })
  const choose = (): void => {
    const { theme } = document.documentElement.dataset
    const isDark = theme === 'dark' || (theme === undefined && dark.matches)
    monaco.editor.setTheme(isDark ? 'parley-dark' : 'parley-light')
  }
  choose()
  dark.addEventListener('change', choose)
  new MutationObserver(choose).observe(document.documentElement, { attributeFilter: ['data-theme'] })
}

/** Where the solution's files are taken to be. */
export const solutionRoot = 'file:///solution/'

function teach(monaco: MonacoModule, files: ActionTypes['files']): void {
  const { typescriptDefaults, ScriptTarget, ModuleKind } = monaco.typescript
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    // Bundler: the library's own list has no name for it yet.
    moduleResolution: 100 as never,
    lib: ['esnext', 'webworker', 'webworker.iterable'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    allowNonTsExtensions: true,
    resolveJsonModule: true,
    types: [],
    baseUrl: 'file:///',
    paths: {
      '@parley/actions': ['parley/actions/index.ts'],
      '@parley/flow': ['parley/flow/index.ts'],
      '@parley/braze/contract': ['parley/braze/contract.ts'],
      zod: ['node_modules/zod/index.d.ts'],
    },
  })
  typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: false, noSyntaxValidation: false })
  typescriptDefaults.setEagerModelSync(true)
  typescriptDefaults.setExtraLibs(
    Object.entries(files).map(([path, content]) => ({ content, filePath: `file:///${path}` })),
  )
}
