import { readFile, realpath, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Problem } from '@parley/flow'

/** The Python files of a solution: its actions, `app.py`, and what these import. */
export interface PythonFiles {
  /** Texts by path inside the solution's folder. */
  readonly files: { readonly [path: string]: string }
  readonly problems: readonly Problem[]
}

const fileBytes = 512 * 1024
const allBytes = 4 * 1024 * 1024

/** `TrackUser`, as Pypestream has them, or words joined by hyphens or underscores. */
const actionName = /^(?:[A-Z][A-Za-z0-9]*|[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)$/
/** Shared by the actions and none itself. */
const sharedName = /^_[a-z0-9_]*$/

function problem(code: string, file: string, reason: string, repair: string): Problem {
  return { code, severity: 'error', place: { file }, reason, repair }
}

/** The actions among the names in `actions/`, and what is wrong with names. */
function readPythonNames(names: readonly string[]): {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
} {
  const files: string[] = []
  const problems: Problem[] = []
  for (const name of names) {
    if (!name.endsWith('.py') || name.startsWith('.') || name === '__init__.py' || /^test_|_test\.py$/.test(name))
      continue
    const stem = name.slice(0, -3)
    const file = `actions/${name}`
    if (stem.length <= 64 && (actionName.test(stem) || sharedName.test(stem))) {
      files.push(file)
      if (names.includes(`${stem}.ts`))
        problems.push(
          problem(
            'action-name',
            file,
            `There is also actions/${stem}.ts: two actions of one name.`,
            'Rename one of the two.',
          ),
        )
      continue
    }
    const reason = `"${stem}" is no name of an action: a name like TrackUser or track_user, at most 64 characters.`
    problems.push(problem('action-name', file, reason, 'Rename the file, like TrackUser.py.'))
  }
  return { files, problems }
}

/** Whether a Python file of `actions/` is an action itself. */
export function isPythonAction(file: string): boolean {
  return file.startsWith('actions/') && !file.startsWith('actions/_')
}

/** Names that stand in `from .. import …` and `from ..name import …`: perhaps files. */
function mentionedIn(text: string): readonly string[] {
  const imports = text.matchAll(/^[ \t]*from[ \t]+\.+[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n]*)/gm)
  return [...imports].flatMap(([, from = '', names = '']) => [from.split('.')[0] ?? '', ...names.split(/[^\w]+/)])
}

async function readText(root: string, file: string): Promise<string | Problem> {
  const path = resolve(root, file)
  const code = 'action-does-not-compile'
  try {
    if (!(await realpath(path)).startsWith(root + sep)) {
      const reason = 'It lies outside of the solution’s folder; only its own files become part of a version.'
      return problem(code, file, reason, 'Copy the file into the folder.')
    }
    const entry = await stat(path)
    if (!entry.isFile()) return problem(code, file, 'It is no ordinary file.', 'Remove it, or make it one.')
    if (entry.size > fileBytes)
      return problem(code, file, `It has ${entry.size} bytes; ${fileBytes} is the most.`, 'Split the file.')
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    if (error instanceof TypeError) return problem(code, file, 'Its text is not UTF-8.', 'Save it as UTF-8.')
    const { code: why } = error as NodeJS.ErrnoException
    return problem(code, file, `It cannot be read (${why ?? 'unknown'}).`, 'Make it an ordinary file that may be read.')
  }
}

/**
 * Reads the Python of a solution. `top` and `actions` are the names in the folder and in its `actions/`. Files at the top are
 * taken only when an action imports them; what else lies there is none of ours.
 */
export async function readPythonFiles(
  root: string,
  top: readonly string[],
  actions: readonly string[],
): Promise<PythonFiles> {
  const read = readPythonNames(actions)
  const problems = [...read.problems]
  const files: Record<string, string> = {}
  if (!read.files.some(isPythonAction)) return { files, problems }
  const waiting = [...read.files, ...(top.includes('app.py') ? ['app.py'] : [])]
  let bytes = 0
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (Object.hasOwn(files, file)) continue
    const text = await readText(root, file)
    if (typeof text !== 'string') {
      problems.push(text)
      continue
    }
    files[file] = text
    bytes += text.length
    if (bytes > allBytes) {
      const reason = `With it the Python files have more than ${allBytes} characters together.`
      problems.push(problem('action-does-not-compile', file, reason, 'Move data out of the code.'))
      break
    }
    for (const name of mentionedIn(text)) if (top.includes(`${name}.py`)) waiting.push(join(`${name}.py`))
  }
  return { files, problems }
}
