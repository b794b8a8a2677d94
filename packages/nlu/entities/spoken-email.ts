/** E-mail addresses as people say them: "ada at example dot com". */
import { readEmail } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import type { SeenText } from './seen-text.ts'
import { isNoName } from './usual-word.ts'

/** Words that stand for "@" and nothing else, and those that only do in an address. */
const surely =
  '\\(at\\)|\\[at\\]|\\{at\\}|arroba|arobase|chiocciola|apenstaartje|klammeraffe|골뱅이|アットマーク|アット|艾特'
const perhaps = 'at|ät|@'
const certain = new RegExp(`^(?:${surely})$`, 'iu')
const dot = 'dot|punkt|point|punto|ponto|punt|닷|점|쩜|ドット|点|\\(dot\\)|\\[dot\\]|\\{dot\\}'
const underscore = 'underscore|unterstrich|tiret bas|gui[oó]n bajo|밑줄|언더바|アンダーバー|下划线'
const dash = 'dash|hyphen|minus|bindestrich|tiret|gui[oó]n|hífen|trattino|streepje|하이픈|대시|ハイフン'
const signs: readonly (readonly [words: RegExp, sign: string])[] = [
  [new RegExp(` (?:${dot}|\\.) `, 'giu'), '.'],
  [new RegExp(` (?:${underscore}) `, 'giu'), '_'],
  [new RegExp(` (?:${dash}) `, 'giu'), '-'],
]
const piece = '[a-z0-9_+-]{1,40}(?:\\.[a-z0-9_+-]{1,40}){0,4}'
const link = `(?:${dot}|\\.|${underscore}|${dash})`
const tops =
  'com|org|net|io|co|dev|app|ai|info|biz|me|edu|gov|de|fr|es|it|nl|pt|br|kr|jp|cn|tw|uk|eu|us|ch|at|be|ca|au|in|mx|컴|콤|넷|コム|ネット'
const said = new RegExp(
  `(?<![\\p{sc=Latin}\\p{N}._+-])(?<local>${piece}(?: ${link} ${piece}){0,4}) (?<at>${surely}|${perhaps}) (?<host>[a-z0-9-]{1,63}(?:(?: (?:${dot}|\\.) |\\.)[a-z0-9-]{1,63}){0,3}?(?: (?:${dot}|\\.) |\\.)(?:${tops})(?: (?:${dot}) (?:uk|kr|jp|br|au|cn|mx|tw))?)(?![\\p{sc=Latin}\\p{N}])`,
  'giu',
)
/** Most texts have no such word, and are not looked at any further. */
const mayHold = new RegExp(` (?:${surely}|${perhaps}) [a-z0-9]`, 'iu')
const heard: readonly (readonly [top: RegExp, written: string])[] = [
  [/\.(?:컴|콤|コム)$/u, '.com'],
  [/\.(?:넷|ネット)$/u, '.net'],
]
/** Before what is an address whatever its words. */
const announced =
  /(?:e-?mail|mail|address|adresse|correo|courriel|indirizzo|endereço|이메일|메일|주소|メール|アドレス|邮箱|电邮)[^.!?@]{0,20}$/iu

/** Where nothing else can be meant: the word for "@" is nothing else, or an address was announced, or nothing else is said. */
export function spokenEmails({ plain }: SeenText, { language }: Surroundings): readonly Candidate[] {
  if (!mayHold.test(plain)) return []
  const found: Candidate[] = []
  for (const { 0: written, index, groups = {} } of plain.matchAll(said)) {
    const { local = '', at = '', host = '' } = groups
    const before = plain.slice(Math.max(0, index - 40), index)
    // "Email me at example.com" tells where, "my email is me at example.com" which.
    const told =
      announced.test(before) && (/(?:is|ist|est|es|[èé:=은는は是]) ?$/iu.test(before) || !isNoName(local, language))
    const alone = plain.length - written.length < 3 && !isNoName(local, language)
    const sure = told || alone || certain.test(at)
    const value = sure ? readEmail(`${together(local)}@${together(host)}`) : null
    if (value !== null)
      found.push({ type: 'email', value, start: index, end: index + written.length, confidence: 0.85 })
  }
  return found
}

/** "ada dot l": "ada.l" */
function together(words: string): string {
  return [...signs, ...heard].reduce((text, [pattern, sign]) => text.replace(pattern, sign), words)
}
