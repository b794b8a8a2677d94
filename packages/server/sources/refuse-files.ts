import type { WrongFile } from '@parley/studio/source'
import { pointer } from '../http/pointer.ts'
import { Refusal } from '../http/refusal.ts'

const mostShown = 20

/** Says of each file why it is not taken. */
export function refuseFiles(wrong: readonly WrongFile[]): Refusal {
  const [first] = wrong
  const where = first === undefined || first.path === '' ? '' : `"${first.path}": `
  return new Refusal('source-refused', `The files are no solution that can be taken. ${where}${first?.reason ?? ''}`, {
    errors: wrong.slice(0, mostShown).map(({ path, reason }) => ({
      pointer: pointer(path === '' ? ['files'] : ['files', path]),
      detail: reason,
    })),
  })
}
