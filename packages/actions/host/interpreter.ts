import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from './launch.ts'

/** A Python that can run actions. */
export interface Interpreter {
  /** The program itself, whatever wrapper was found first. */
  readonly path: string
  /** `3.11.2`. */
  readonly version: string
  /** The folder of its standard library. */
  readonly library: string
}

export type FoundPython =
  | { readonly kind: 'found'; readonly interpreter: Interpreter }
  /** `reason` is a sentence for whoever runs the machine. */
  | { readonly kind: 'missing'; readonly reason: string }

const oldest = [3, 9] as const
const answerWithinMs = 10_000

/** What to do about a missing Python, in a sentence. */
export const pythonRepair =
  'Install python3 3.9 or later (apt install python3, brew install python), or name one with PARLEY_PYTHON.'

const question =
  'import os, sys; print(sys.executable); print(os.path.dirname(os.__file__)); print(*sys.version_info[:3], sep=".")'

async function ask(program: string): Promise<FoundPython> {
  try {
    const asked = promisify(execFile)(program, ['-I', '-S', '-c', question], { timeout: answerWithinMs })
    const [path = '', library = '', version = ''] = (await asked).stdout.trim().split(/\r?\n/)
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))
      return { kind: 'found', interpreter: { path, version, library } }
    return { kind: 'missing', reason: `${program} is Python ${version || '2'}, and 3.9 is the oldest that works.` }
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error)
    return { kind: 'missing', reason: `${program} does not run: ${why}.` }
  }
}

async function search(given: string | null): Promise<FoundPython> {
  if (given !== null) {
    const found = await ask(given)
    return found.kind === 'found' ? found : { kind: 'missing', reason: `PARLEY_PYTHON is no use: ${found.reason}` }
  }
  const names = process.platform === 'win32' ? ['python3.exe', 'python.exe'] : ['python3', 'python']
  let missing: FoundPython = { kind: 'missing', reason: 'There is no python3 on this machine.' }
  for (const program of names.map(findProgram)) {
    if (program === null) continue
    const found = await ask(program)
    if (found.kind === 'found') return found
    missing = found
  }
  return missing
}

const found = new Map<string | null, Promise<FoundPython>>()

/**
 * Finds the Python that runs actions: the program at `given`, or `python3` of the PATH. Looked for once per process, unless
 * there was none: it may be installed meanwhile. Never rejects.
 */
export function findPython(given: string | null): Promise<FoundPython> {
  const known = found.get(given)
  if (known !== undefined) return known
  const searched = search(given)
  found.set(given, searched)
  void searched.then(({ kind }) => {
    if (kind === 'missing') found.delete(given)
  })
  return searched
}

/** `PARLEY_PYTHON`, the interpreter that whoever runs the machine chose. */
export function chosenPython(env: NodeJS.ProcessEnv = process.env): string | null {
  return env.PARLEY_PYTHON ? env.PARLEY_PYTHON : null
}
