import { z } from 'zod'
import { clean } from '../clean.ts'
import { locationOf, locationWords } from '../content/location.ts'
import { type AnswerKind, type Reading, value, wordsOf, wrong } from './answer.ts'
import { typedForm } from './typed.ts'

export const locationSource = z.strictObject({
  type: z.literal('location').meta({ description: 'A place: coordinates, or an address in words.' }),
  address: z.boolean().optional().meta({ description: 'Whether a typed address will do; default true.' }),
})
type LocationSource = z.infer<typeof locationSource>

export interface LocationAnswer {
  readonly type: 'location'
  readonly address: boolean
}

const shortestAddress = 3
const longestAddress = 500
/** 52.52, 13.405 · 52.52 13.405 · geo:52.52,13.405 */
const coordinates = /^(?:geo:)?([+-]?\d{1,2}(?:\.\d{1,20})?)(?: ?[,;] ?| )([+-]?\d{1,3}(?:\.\d{1,20})?)$/i

export const locationAnswer: AnswerKind<LocationSource, LocationAnswer> = {
  source: locationSource,
  holds: ['location', 'json'],
  compile: (source) => ({ type: 'location', address: source.address !== false }),
  hint: ({ address }) => ({ type: 'location', address }),
  read(answer, said) {
    if (said.kind === 'form') {
      const place = locationOf(said.form)
      return place === null || (place.latitude === undefined && !answer.address) ? refuse(answer) : value({ ...place })
    }
    const words = wordsOf(said)
    return words === null ? refuse(answer) : readWords(answer, words)
  },
  heard(_answer, said) {
    const place = said.kind === 'form' ? locationOf(said.form) : null
    return place === null ? null : { kind: 'location', text: locationWords(place), location: place }
  },
}

function refuse(answer: LocationAnswer): Reading {
  return wrong(answer.address ? 'location' : 'location_coordinates')
}

function readWords(answer: LocationAnswer, words: string): Reading {
  if (words.length > longestAddress * 2) return refuse(answer)
  const found = coordinates.exec(typedForm(words))
  const place = found === null ? null : locationOf({ latitude: Number(found[1]), longitude: Number(found[2]) })
  if (place !== null) return value({ ...place })
  const address = clean(words).normalize('NFC').trim()
  const enough = address.length >= shortestAddress && address.length <= longestAddress && /\p{L}/u.test(address)
  return answer.address && enough ? value({ address }) : refuse(answer)
}
