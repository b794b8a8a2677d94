/** What people read of intents, as files of understanding say it for the whole solution. */
import type { Languages } from '../language.ts'
import type { Problem } from '../problem.ts'
import { type ProblemCode, problemCodes } from '../problem-code.ts'
import { builtInNames } from '../scope.ts'
import type { SolutionSource } from '../source.ts'
import { compileTemplate, type Template, type Text, type TextForm } from '../template.ts'

export interface IntentTexts {
  readonly label: Text | null
  readonly answer: Text | null
}

export interface CompiledIntentTexts {
  readonly texts: ReadonlyMap<string, IntentTexts>
  readonly labelled: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

type ByLanguage = { readonly [language: string]: string }

export function compileIntentTexts({ intentTexts = {} }: SolutionSource, languages: Languages): CompiledIntentTexts {
  const problems: Problem[] = []
  const compile = (intent: string, field: string, given: ByLanguage | undefined, form: TextForm): Text | null => {
    if (given === undefined) return null
    const templates = new Map<string, Template>()
    for (const [language, source] of Object.entries(given)) {
      const place = { file: 'nlu', field: `${intent}.${field}.${language}` }
      const template = readTemplate(source, form, languages.own, (code, reason, repair) =>
        problems.push({ code, severity: problemCodes[code], place, reason, repair }),
      )
      if (template !== null) templates.set(language, template)
    }
    return templates.size === 0 ? null : textOf(templates, languages)
  }
  const texts = new Map(
    Object.entries(intentTexts).map(([intent, { label, answer }]): [string, IntentTexts] => [
      intent,
      { label: compile(intent, 'label', label, 'plain'), answer: compile(intent, 'answer', answer, 'markdown') },
    ]),
  )
  const labelled = new Set([...texts].filter(([, { label }]) => label !== null).map(([intent]) => intent))
  return { texts, labelled, problems }
}

function readTemplate(
  source: string,
  form: TextForm,
  own: string,
  problem: (code: ProblemCode, reason: string, repair: string) => void,
): Template | null {
  const template = compileTemplate(source, form, own)
  if ('reason' in template) {
    problem('text-syntax', `This text is not Liquid: ${template.reason}.`, template.repair)
    return null
  }
  const known: readonly string[] = [...builtInNames, 'profile']
  const [strange] = template.uses.find(([name = '']) => !known.includes(name)) ?? []
  if (strange === undefined) return template
  const repair = `Say it without, or answer the intent in the flow, under "understanding".`
  problem('unknown-name', `A text of all flows knows no "${strange}".`, repair)
  return null
}

/** Rendered in the conversation's language, along its fallbacks, at last in any that is there. */
function textOf(templates: ReadonlyMap<string, Template>, { chain }: Languages): Text {
  const [first = ''] = templates.keys()
  const languageFor = (wanted: string): string =>
    [wanted, ...chain(wanted)].find((language) => templates.has(language)) ?? first
  return {
    uses: [],
    sensitive: false,
    languageFor,
    render: (scope) => templates.get(languageFor(scope.language))?.render(scope) ?? '',
  }
}
