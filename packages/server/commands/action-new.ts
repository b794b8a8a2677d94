import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actionFile } from './template.ts'

/** `parley action new <name>`: an action from the template, in a solution folder. Never overwrites one. */
export async function actionNew(name: string, solution: string): Promise<number> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error(`"${name}" cannot be an action's name: use small letters, digits and dashes, a letter first.`)
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
  const file = join(solution, 'actions', `${name}.ts`)
  await mkdir(join(solution, 'actions'), { recursive: true })
  try {
    await writeFile(file, actionFile, { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    console.error(`${file} is there already.`)
    return 2
  }
  console.log(`${file} is written. Use it in a flow with { "kind": "action", "action": "${name}" }.`)
  return 0
}
