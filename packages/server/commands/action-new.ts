import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actionFile, pythonActionFile } from './template.ts'

interface Written {
  readonly extension: 'ts' | 'py'
  readonly text: string
}

/** What the name makes, or `null` when no action of that language can have it. */
function write(name: string, python: boolean): Written | null {
  if (!python) return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) ? { extension: 'ts', text: actionFile } : null
  if (!/^(?:[A-Z][A-Za-z0-9]*|[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)$/.test(name)) return null
  return {
    extension: 'py',
    text: pythonActionFile(name.replace(/(?:^|[-_])([a-z0-9])/g, (_, first) => first.toUpperCase())),
  }
}

/** `parley action new <name>`: an action from the template, in a solution folder. Never overwrites one. */
export async function actionNew(
  name: string,
  solution: string,
  options: { readonly python?: boolean } = {},
): Promise<number> {
  const python = options.python === true
  const written = write(name, python)
  if (written === null) {
    const advice = python
      ? 'letters and digits as in SendReceipt, or small words joined by - or _'
      : 'small letters, digits and dashes, a letter first'
    console.error(`"${name}" cannot be an action's name: use ${advice}.`)
    return 2
  }
  const isSolution = await access(join(solution, 'solution.ts')).then(
    () => true,
    () => false,
  )
  if (!isSolution) {
    console.error(
      `There is no solution.ts in ${solution}. Call this in a solution's folder, or give it with --solution.`,
    )
    return 2
  }
  const file = join(solution, 'actions', `${name}.${written.extension}`)
  await mkdir(join(solution, 'actions'), { recursive: true })
  try {
    await writeFile(file, written.text, { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    console.error(`${file} is there already.`)
    return 2
  }
  console.log(`${file} is written. Use it in a flow with { "kind": "action", "action": "${name}" }.`)
  return 0
}
