/** Commands that route by what a global says, and that check its form. */
import { compilePattern } from '../../pattern.ts'
import type { Bot } from '../bot.ts'
import { quote } from '../logic.ts'
import { routeWord } from '../naming.ts'
import type { Draft } from '../piece.ts'
import type { ActionRow } from '../row.ts'
import { type Case, deciding, type Mapper, no, setting, yes } from './mapped.ts'
import { asText, isSet, listIn, literally, textIn, variablesIn } from './parameters.ts'

const wordNames = ['input_vars', 'match_values', 'match_vars', 'values', 'keywords', 'matches', 'check_values']
const mostCases = 100

/** The words between which anything but letters and digits may stand: "Gender Equality" is genderequality. */
function pattern(word: string, isPart: boolean): string {
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  const inner = parts.map(literally).join('[^\\pL\\pN]*')
  return isPart ? `(?i)(?:^|[^\\pL\\pN])${inner}(?:$|[^\\pL\\pN])` : `(?i)^[^\\pL\\pN]*${inner}[^\\pL\\pN]*$`
}

/** `how`: the whole value, a part of it, or first the one and then the other. */
function matching(how: 'whole' | 'part' | 'either'): Mapper {
  return (row, bot, id) => {
    const variables = variablesIn(row, bot)
    if (variables === null || variables.length === 0) return null
    if (textIn(row.parameters, ['check_var'])?.toLowerCase() === 'true')
      return deciding(id, [{ when: variables.map((each) => isSet(each, bot)).join(' && '), values: yes }], no)
    const listed = listIn(row.parameters, wordNames)
    const routed = row.routes.map(({ value }) => value).filter((value) => value !== 'false' && value !== 'error')
    const words = (listed.length > 0 ? listed : routed).filter((word) => /[\p{L}\p{N}]/u.test(word))
    const ways = how === 'either' ? [false, true] : [how === 'part']
    if (words.length === 0 || words.length * ways.length > mostCases) return null
    const cases = ways.flatMap((isPart) =>
      words.map((word): Case => {
        const test = (variable: string) => `${asText(variable, bot)}.matches(${quote(pattern(word, isPart))})`
        return { when: variables.map((each) => known(each, test(each))).join(' || '), values: [routeWord(word), word] }
      }),
    )
    return deciding(id, cases, no)
  }
}

/** What is not known does not match, and does not keep the others from matching. */
function known(variable: string, test: string): string {
  return `(${variable} != null && ${test})`
}

export const match = matching('whole')
export const matchPart = matching('part')
export const matchEither = matching('either')

/** Whether a global has a form; `null` when the row does not say which. */
function hasForm(row: ActionRow, bot: Bot, id: string, form: string): ReturnType<Mapper> {
  const variables = variablesIn(row, bot)
  if (variables === null || variables.length === 0) return null
  const tests = variables.map((variable) => known(variable, `${asText(variable, bot)}.matches(${quote(form)})`))
  return deciding(id, [{ when: tests.join(' && '), values: yes }], no)
}

export const hasPattern: Mapper = (row, bot, id) => {
  const form = textIn(row.parameters, ['regex', 'regex_pattern', 'pattern', 'regular_expression'])
  // Python looks for it at the beginning when it says match, anywhere when it says search; both are said by most patterns.
  if (form === null || form === '' || typeof compilePattern(form) === 'string') return null
  return hasForm(row, bot, id, form)
}

const emailForm = "^ *[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)*[.][A-Za-z]{2,} *$"

export const isEmail: Mapper = (row, bot, id) => hasForm(row, bot, id, emailForm)

/** What people put between the digits of a number. */
const between = [' ', '-', '(', ')', '.', '/']

function stripped(variable: string, bot: Bot): string {
  return between.reduce((logic, mark) => `${logic}.split('${mark}').join('')`, asText(variable, bot))
}

/** Strips a phone number and says whether it is one: 10 digits, or a plus and 8 to 15, perhaps with the 1 of America. */
export const isPhone: Mapper = (row, bot, id) => {
  const [variable] = variablesIn(row, bot) ?? []
  if (variable === undefined) return null
  const [target = variable] = variablesIn(row, bot, ['output_var', 'result_var', 'save_to', 'stripped_var']) ?? []
  const form = quote('^(?:[+][0-9]{8,15}|1?[0-9]{10})$')
  const decide = deciding(
    id,
    [{ when: known(variable, `${stripped(variable, bot)}.matches(${form})`), values: yes }],
    no,
  )
  const strip = `${id}_strip`
  const set = { kind: 'set', set: { [target]: stripped(variable, bot) }, to: {} } as const
  const branch = decide.nodes.get(id)
  if (branch === undefined) return null
  const port = (branch.cases as readonly { readonly port: string }[])[0]?.port ?? 'true'
  return {
    nodes: new Map<string, Draft>([
      [id, { ...branch, to: { [port]: strip } }],
      [strip, set],
    ]),
    ways: [
      { node: strip, port: 'next', values: yes },
      { node: id, port: 'else', values: no },
    ],
  }
}

/** `(555) 123-4567`, or as `format` has it: `#` is a digit. */
export const formatPhone: Mapper = (row, bot, id) => {
  const [variable] = variablesIn(row, bot) ?? []
  if (variable === undefined) return null
  const [target = variable] = variablesIn(row, bot, ['output_var', 'result_var', 'save_to']) ?? []
  const form = textIn(row.parameters, ['format', 'phone_format']) ?? '(###) ###-####'
  const wanted = form.split('#').length - 1
  if (wanted !== 10) return null
  const digits = stripped(variable, bot)
  let at = 0
  const pieces = form.split(/(#+)/).flatMap((piece) => {
    if (piece === '') return []
    if (!piece.startsWith('#')) return [quote(piece)]
    at += piece.length
    return [`d.substring(size(d) - ${10 - at + piece.length}, size(d) - ${10 - at})`]
  })
  // Fewer digits fail, and leave the variable empty; so the number stays as it was then.
  const logic = `${variable} != null && ${digits}.matches('^[+]?1?[0-9]{10}$') ? cel.bind(d, ${digits}, ${pieces.join(' + ')}) : ${variable}`
  return setting(id, { [target]: logic })
}

/** First and last name out of a whole one. */
export const parseName: Mapper = (row, bot, id) => {
  const [whole] = variablesIn(row, bot, ['full_name', 'full_name_var', 'name_var', 'global_vars', 'global_var']) ?? []
  const first = variablesIn(row, bot, ['first_name', 'first_name_var', 'first_var'])?.[0] ?? named(row, bot, /FIRST/)
  const last = variablesIn(row, bot, ['last_name', 'last_name_var', 'last_var'])?.[0] ?? named(row, bot, /LAST/)
  const source = whole ?? named(row, bot, /FULL|^NAME$/)
  if (source === null || first === null || last === null || source === first) return null
  const words = `${source}.trim().split(' ').filter(w, w != '')`
  const parse = `${id}_names`
  return {
    nodes: new Map([
      [
        id,
        {
          kind: 'branch',
          cases: [{ when: known(source, `${source}.trim() != ''`), port: 'true' }],
          to: { true: parse },
        },
      ],
      [
        parse,
        {
          kind: 'set',
          set: {
            [last]: `cel.bind(n, ${words}, size(n) > 1 ? n[size(n) - 1] : '')`,
            [first]: `${words}[0]`,
          },
          to: {},
        },
      ],
    ]),
    ways: [
      { node: parse, port: 'next', values: yes },
      { node: id, port: 'else', values: no },
    ],
  }
}

/** The only global of the row whose name says what it is. */
function named(row: ActionRow, bot: Bot, form: RegExp): string | null {
  const names = row.variables.filter(
    (name) => form.test(name) && (!/FIRST|LAST/.test(name) || /FIRST|LAST/.test(form.source)),
  )
  return names.length === 1 ? bot.globals.variable(names[0] ?? '') : null
}
