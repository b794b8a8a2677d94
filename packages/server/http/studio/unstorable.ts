import type { FastifyInstance } from 'fastify'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { hasControls } from '../text.ts'

type Place = readonly (string | number)[]

/** Refuses what no row can hold, wherever it stands: control characters in the name of a thing, the character zero anywhere else. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    if (!request.url.startsWith('/studio/api')) return done()
    const { params, query, body } = request as { params: object; query: object; body: unknown }
    if (Object.values(params).some((value) => hasControls(String(value)))) return done(new Refusal('unknown-route'))
    const place = zeroIn(query) ?? zeroIn(body)
    done(place === null ? undefined : refused(place))
  })
}

const refused = (place: Place): Refusal =>
  new Refusal('invalid-request', undefined, {
    errors: [{ pointer: pointer(place), detail: 'It holds a character that no text has. Take it out.' }],
  })

/** Where the character zero stands; `null`: nowhere. Not by recursion: a body may be nested as deeply as it is long. */
function zeroIn(body: unknown): Place | null {
  const waiting: { readonly value: unknown; readonly place: Place }[] = [{ value: body, place: [] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, place } = next
    if (typeof value === 'string' && value.includes('\0')) return place
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue
    for (const [name, inner] of Object.entries(value)) {
      if (name.includes('\0')) return place
      // Places get long where it is deep; the upper end says enough.
      if (typeof inner === 'string' || typeof inner === 'object')
        waiting.push({ value: inner, place: place.length < 20 ? [...place, name] : place })
    }
  }
  return null
}
