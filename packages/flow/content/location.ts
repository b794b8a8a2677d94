import { clean } from '../clean.ts'
import type { Location } from '../message.ts'
import type { Value, Values } from '../value.ts'

const longestName = 200
const longestAddress = 500

/** A centimetre on the ground; what a device says beyond that is noise. */
const precise = (degrees: number): number => Math.round(degrees * 1e7) / 1e7 + 0

/** The place that these members name, its members and no others; `null` when they name none. */
export function locationOf(given: Values): Location | null {
  const { latitude, longitude } = given
  const whole =
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180
  const name = wordsOf(given.name, longestName)
  const address = wordsOf(given.address, longestAddress)
  if (!whole && address === null) return null
  return {
    ...(whole ? { latitude: precise(latitude), longitude: precise(longitude) } : {}),
    ...(name === null ? {} : { name }),
    ...(address === null ? {} : { address }),
  }
}

function wordsOf(given: Value | undefined, longest: number): string | null {
  if (typeof given !== 'string') return null
  const words = clean(given).normalize('NFC').trim()
  return words === '' || words.length > longest ? null : words
}

/** "Town hall, 1 High Street (52.52, 13.405)" */
export function locationWords({ latitude, longitude, name, address }: Location): string {
  const words = [name, address].filter((each) => each !== undefined).join(', ')
  if (latitude === undefined || longitude === undefined) return words
  return words === '' ? `${latitude}, ${longitude}` : `${words} (${latitude}, ${longitude})`
}
