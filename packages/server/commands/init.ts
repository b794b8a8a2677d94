import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { solutionFiles } from './template.ts'

/** `parley init <folder>`: a small solution that runs, with a story. Never writes into a folder that holds something. */
export async function init(folder: string): Promise<number> {
  const path = resolve(folder)
  const name = basename(path).toLowerCase()
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error(`"${basename(path)}" cannot be a solution's name: use letters, digits and dashes, a letter first.`)
    return 2
  }
  const present = await readdir(path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : Promise.reject(error),
  )
  if (present.length > 0) {
    console.error(`${folder} is not empty. Give a new folder.`)
    return 2
  }
  const types = relative(path, fileURLToPath(import.meta.resolve('@parley/actions')))
  for (const [file, text] of Object.entries(solutionFiles(name, types))) {
    await mkdir(dirname(join(path, file)), { recursive: true })
    await writeFile(join(path, file), text, { flag: 'wx' })
  }
  console.log(
    `${folder} is a solution now.\n\n  parley check ${folder}\n  parley test ${folder}\n  parley dev ${folder}`,
  )
  return 0
}
