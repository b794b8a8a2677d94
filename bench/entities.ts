import { cpus } from 'node:os'
import { createExtractor, type Extractor, loadPlaces, trainEntities, writeEntityModel } from '@parley/nlu/entities'
import { count, ms, printRows, quantile, type Row } from './figures.ts'

/** `npm run bench:entities`: how fast things are found that sentences name, and what lists cost. Run it with `--expose-gc` for memory. */
const at = Date.UTC(2026, 10, 26, 2)
const sentences: readonly (readonly [language: string, text: string])[] = [
  ['en', "I'm Ada Lovelace and live in Seoul"],
  ['en', 'I would like to change my booking to tomorrow at 3pm please if possible'],
  ['en', 'fly from Paris to London on Friday, two adults, $200, mail ada@example.com or call +44 20 7946 0958'],
  ['de', 'von Köln nach Berlin am 3. Mai um halb vier, zwei Personen'],
  ['fr', 'de Paris à Lyon après-demain à 15h30'],
  ['es', 'desde Madrid hasta Sevilla el lunes a las 3 de la tarde'],
  ['ko', '저는 김민수이고 부산에 살아요. 내일 오후 3시에 두 명이요'],
  ['ja', '東京から大阪まで明日の午後3時、二人です'],
  ['zh', '我叫王小明，从上海到北京，明天下午三点'],
]

console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`)
const before = used()
const begun = performance.now()
const places = await loadPlaces()
const loaded = performance.now() - begun
const extractor = createExtractor({ places })
for (const [language, text] of sentences) extractor.extract(text, { language, at, zone: 'Asia/Seoul' })
const rows: Row[] = [{ what: 'loading cities and countries', figure: ms(loaded) }]
const grown = used() - before
if (grown > 0)
  rows.push({ what: 'memory of lists and of all patterns', figure: `${count(Math.round(grown / 1e6))} MB` })
rows.push(...sentences.map(([language, text]) => ({ what: text, figure: speedOf(extractor, language, text) })))
const [language, text] = sentences[1] ?? ['en', '']
for (const size of [10_000, 50_000]) {
  const values = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [`${(index * 7919).toString(36)} ${spelled(index)}`, []]),
  )
  const alone = speedOf(extractor, language, text)
  const listed = createExtractor({ places, entities: { thing: { values } } })
  rows.push({
    what: `the second sentence with a list of ${count(size)}`,
    figure: `${speedOf(listed, language, text)} (without ${alone})`,
  })
}
const examples = Array.from({ length: 1000 }, (_, index) => {
  const word = spelled(index % 40)
  return {
    text: `please find ${word} for me now`,
    marks: [{ entity: index % 2 === 0 ? 'thing' : 'other', start: 12, end: 12 + word.length }],
  }
})
const training = performance.now()
const model = trainEntities(examples)
rows.push({
  what: 'training 1,000 marked sentences',
  figure: `${ms(performance.now() - training)}, ${count(writeEntityModel(model).length)} bytes`,
})
printRows('entities', rows)

function speedOf(found: Extractor, of: string, asked: string): string {
  const taken: number[] = []
  for (let turn = 0; turn < 3000; turn++) {
    const start = performance.now()
    found.extract(asked, { language: of, at, zone: 'Asia/Seoul' })
    if (turn >= 500) taken.push((performance.now() - start) * 1000)
  }
  taken.sort((one, other) => one - other)
  return `p50 ${Math.round(quantile(taken, 0.5))} µs, p99 ${Math.round(quantile(taken, 0.99))} µs`
}

function spelled(index: number): string {
  return [...String(index * 7 + 1000)].map((digit) => 'bcdfghjklm'[Number(digit)] ?? '').join('o')
}

function used(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}
