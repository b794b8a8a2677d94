import type { ConsentRequest } from '../protocol.ts'
import type { Server } from './server.ts'
import type { Surroundings } from './surroundings.ts'
import { readVisitor } from './visitor.ts'

/**
 * Has the server write down what the person agreed to: each change once, however many pages say it again. A refusal is told
 * only where there was an agreement to take back; before that the server knows nothing of this browser, and is to know nothing.
 *
 * @param place whose consent it is: solution and environment
 */
export async function recordConsent(
  place: Pick<ConsentRequest, 'solution' | 'environment'>,
  level: ConsentRequest['level'],
  {
    server,
    around,
  }: { readonly server: Pick<Server, 'consent'>; readonly around: Pick<Surroundings, 'store' | 'randomBytes'> },
): Promise<void> {
  const name = `parley:${place.environment}:${place.solution}:consent`
  const told = around.store.get(name)
  if (told === level || (level === 'none' && told === undefined)) return
  const request = { ...place, visitor: readVisitor(around), level, source: 'page' }
  if (level === 'none') around.store.remove(name)
  else around.store.set(name, level)
  try {
    await server.consent(request)
  } catch (error) {
    // Said again on the next page. A withdrawal is worth another try as well.
    if (told === undefined) around.store.remove(name)
    else around.store.set(name, told)
    throw error
  }
}
