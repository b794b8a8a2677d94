/** The document of the solution that the page's address names: it comes while the page around it is still drawn. */
import { type OpenDocument, openDocument } from './open-document.ts'

/** Nobody took it for so long: somebody has gone elsewhere, milliseconds. */
const patienceMs = 20_000

interface Early {
  readonly solution: string
  readonly account: string
  readonly document: OpenDocument
  readonly timer: ReturnType<typeof setTimeout>
}

let early: Early | null = null

export function openEarly(solution: string, account: string, onStranger: () => void): void {
  const document = openDocument(solution, account, onStranger)
  early = { solution, account, document, timer: setTimeout(dismiss, patienceMs) }
}

/** The document that was opened early, where it is this one, else one that is opened now. */
export function takeDocument(solution: string, account: string, onStranger: () => void): OpenDocument {
  const found = early
  if (found?.solution !== solution || found.account !== account) {
    dismiss()
    return openDocument(solution, account, onStranger)
  }
  early = null
  clearTimeout(found.timer)
  return found.document
}

function dismiss(): void {
  clearTimeout(early?.timer)
  early?.document.close()
  early = null
}
