import { readFile, writeFile } from 'node:fs/promises'

/**
 * `npm run make:cities -- <GeoNames dump>`: makes the list of cities that texts are searched for, from a dump of GeoNames
 * (`cities500.txt`, CC BY 4.0): cities of 100,000 people or more and capitals, by the names they have in the scripts that we read.
 */
const latin = /^[A-ZÀ-Þ][A-Za-zÀ-ÿ' .-]{3,29}$/
const eastern = /^(?:[\p{sc=Hangul}]{2,8}|[\p{sc=Han}]{2,5}|[\p{sc=Katakana}ー・]{3,12})$/u

const [dump] = process.argv.slice(2)
if (dump === undefined) {
  console.error('Name the dump of GeoNames, cities500.txt.')
  process.exitCode = 2
} else {
  const lines = (await readFile(dump, 'utf8')).split('\n').map((line) => line.split('\t'))
  const cities = lines.flatMap(cityOf).sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1))
  const rows = cities.map(({ name, country, people, others }) =>
    [name, country, Math.round(people / 1000), ...others].join('|'),
  )
  const target = new URL('../packages/nlu/entities/cities.json', import.meta.url)
  await writeFile(
    target,
    `${JSON.stringify({ source: 'GeoNames (geonames.org), CC BY 4.0', cities: rows }, null, 2)}\n`,
  )
  console.log(`${rows.length} cities, ${rows.reduce((sum, row) => sum + row.split('|').length - 2, 0)} names`)
}

interface City {
  readonly name: string
  readonly country: string
  readonly people: number
  readonly others: readonly string[]
}

function cityOf(fields: readonly string[]): readonly City[] {
  const [, name = '', ascii = '', alternates = '', , , , kind = '', country = '', , , , , , population = ''] = fields
  const people = Number(population)
  const capital = kind === 'PPLC'
  // Parts of cities have names that other places have as well.
  if (kind === 'PPLX' || !(people >= 100_000 || capital)) return []
  const known = people >= 200_000 || capital
  const others = [ascii, ...alternates.split(',')].filter((each) => each !== name && isName(each, name, known))
  return [{ name, country, people, others: [...new Set(others)] }]
}

/** Names of lesser cities in other spellings than their own are left out: they are mostly other words. */
function isName(name: string, main: string, known: boolean): boolean {
  if (eastern.test(name)) return true
  if (!latin.test(name) || name === name.toUpperCase()) return false
  const words = name.split(' ').length
  return words <= 3 && (known || folded(name) === folded(main))
}

function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
