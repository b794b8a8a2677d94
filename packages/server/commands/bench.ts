import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `parley bench [parts]`: the same as `npm run bench`. */
export function bench(parts: readonly string[]): Promise<number> {
  const script = fileURLToPath(import.meta.resolve('../../../bench/main.ts'))
  const child = spawn(process.execPath, [script, ...parts], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
