import { expect, test } from 'vitest'
import { importNluOff } from './nlu-import-thread.ts'

const given = { name: 'bot.csv', content: Buffer.from('text,intent\nwo ist mein Paket,parcel\n') }
const settings = { language: '', own: 'de', present: {}, over: false }

test('an import that nobody waits for any more ends with what it was ended by', async () => {
  const gone = new Error('gone')
  await expect(importNluOff(given, settings, AbortSignal.abort(gone))).rejects.toBe(gone)
  const leaving = new AbortController()
  const begun = importNluOff(given, settings, leaving.signal)
  leaving.abort(gone)
  await expect(begun).rejects.toBe(gone)
  expect(await importNluOff(given, settings, new AbortController().signal)).toMatchObject({ isGuess: false })
})
