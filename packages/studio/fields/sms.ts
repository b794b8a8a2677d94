/** How many parts a text becomes as an SMS. GSM 03.38. */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** These take two places. */
const extended = '^{}\\[~]|€'
const one = new Set(basic)
const two = new Set(extended)

/** Places in one message, and in each of several: a part's header takes some. */
const room = { gsm: { single: 160, part: 153 }, unicode: { single: 70, part: 67 } }

export interface SmsLength {
  readonly characters: number
  readonly parts: number
  /** Whether a letter outside of the basic alphabet makes every letter larger. */
  readonly unicode: boolean
}

export function smsLength(text: string): SmsLength {
  const letters = [...text]
  const unicode = letters.some((letter) => !one.has(letter) && !two.has(letter))
  const places = unicode ? text.length : letters.reduce((sum, letter) => sum + (two.has(letter) ? 2 : 1), 0)
  const { single, part } = unicode ? room.unicode : room.gsm
  return {
    characters: letters.length,
    parts: places <= single ? Math.min(1, places) : Math.ceil(places / part),
    unicode,
  }
}
