import { build } from 'esbuild'

/** The listener alone as a module for a page, as the widget's bundler would make it: `createListener` and `createBrowser`. */
export async function bundleListener(): Promise<string> {
  const contents = `export { createListener } from './listener.ts'; export { createBrowser } from './browser.ts'`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    tsconfigRaw: '{}',
  })
  return outputFiles[0]?.text ?? ''
}
