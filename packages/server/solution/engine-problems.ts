import { createMayReach } from '@parley/actions/host'
import type { Problem } from '@parley/flow'
import type { SolutionBuild } from './build.ts'

/** What keeps the service that a solution asks for what people mean from being asked. */
export function engineProblems({ understanding, egress, secrets }: SolutionBuild): readonly Problem[] {
  if (understanding === undefined) return []
  const { engine, url, model, secret } = understanding
  const { host, protocol } = new URL(url)
  const found: Problem[] = []
  const add = (field: string, reason: string, repair: string, severity: Problem['severity'] = 'error'): void => {
    const place = { file: 'solution.ts', field: `understanding.${field}` }
    found.push({ code: 'bad-understanding', severity, place, reason, repair })
  }
  if (!createMayReach(egress)(new URL(url)))
    add('url', `"egress" does not name ${host}, so nothing is sent there.`, `Add "${host}" to egress.`)
  if (secret !== undefined && !secrets.includes(secret))
    add('secret', `The solution declares no secret "${secret}".`, `Add "${secret}" to secrets.`)
  if (secret !== undefined && protocol === 'http:') {
    const reason = 'A secret is sent over https only, unless an operator opened the address.'
    add('url', reason, 'Write an address with https.', 'warning')
  }
  if (engine !== 'rasa' && model === undefined) add('model', `"${engine}" needs the name of a model.`, 'Write model.')
  return found
}
