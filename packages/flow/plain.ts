/**
 * A message in plain words, for channels that show nothing else, for search and for who reads a transcript.
 *
 * FO2 total and bounded: every message has words, at most 4,000 characters of them
 * FO3 what can be picked is numbered as the answer counts it, so that typing the number picks it
 */
import { locationWords } from './content/location.ts'
import { plainOfMarkdown } from './markdown.ts'
import type { Card, Choice, Content, FormField, LinkButton } from './message.ts'

/** What one plain message holds on every channel but SMS, which parts it. */
const longest = 4000

export function plainOf(content: Content): string {
  const words = [textOf(content), ...linesOf(content)].filter((line) => line !== '').join('\n')
  return words.length <= longest ? words : `${words.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** A person's words are no Markdown. */
function textOf(content: Content): string {
  const isBots = !['choice', 'picks', 'form-answer'].includes(content.kind)
  return (isBots ? plainOfMarkdown(content.text) : content.text).trim()
}

function linesOf(content: Content): readonly string[] {
  switch (content.kind) {
    case 'text':
    case 'choice':
    case 'picks':
      return []
    case 'choices':
      return content.choices.map((choice, index) =>
        content.input === undefined && choice.url !== undefined
          ? linkLine(choice.label, choice.url)
          : pickLine(choice, index),
      )
    case 'carousel':
      return cardLines(content.cards, content.choices)
    case 'form':
      return formLines(content.fields, content.values ?? {}, content.errors)
    case 'image':
      return [linkLine(content.image.alt, content.image.url)]
    case 'video':
      return [linkLine(content.video.title, content.video.url)]
    case 'file':
      return 'url' in content.file ? [linkLine(content.file.name, content.file.url)] : []
    case 'link':
      return [linkLine(content.link.label, content.link.url)]
    case 'web-view':
      return [linkLine(content.web_view.label, content.web_view.url)]
    case 'location': {
      const place = locationWords(content.location)
      // From the user the text says it already.
      return place === content.text ? [] : [place]
    }
    case 'form-answer':
      return content.text === '' ? Object.entries(content.form).map(([name, given]) => `${name}: ${wordOf(given)}`) : []
  }
}

function wordOf(given: unknown): string {
  return typeof given === 'string' ? given : JSON.stringify(given)
}

function linkLine(label: string, url: string): string {
  return label === '' || label === url ? url : `${label}: ${url}`
}

/** FO3 */
function pickLine({ label, description, url }: Choice, index: number): string {
  const words = [label, description].filter((each) => each !== undefined && each !== '').join(' – ')
  return `${index + 1}. ${url === undefined ? words : linkLine(words, url)}`
}

function cardLines(cards: readonly Card[], picks: readonly Choice[]): readonly string[] {
  const place = new Map(picks.map(({ id }, index) => [id, index]))
  const numbered = (button: Choice | LinkButton): string => {
    const index = 'id' in button ? place.get(button.id) : undefined
    if ('id' in button && index !== undefined) return pickLine(button, index)
    return linkLine(button.label, button.url ?? '')
  }
  return cards.flatMap(({ title, text, choices }) => [
    [title, text].filter((each) => each !== undefined && each !== '').join(' – '),
    ...choices.map(numbered),
  ])
}

/** What is wrong, and the first field that is to be answered: the others are asked for one by one. */
function formLines(
  fields: readonly FormField[],
  values: { readonly [name: string]: unknown },
  errors: { readonly [name: string]: string } = {},
): readonly string[] {
  const wrong = fields.flatMap(({ name, label }) => (Object.hasOwn(errors, name) ? [`${label}: ${errors[name]}`] : []))
  const next = fields.find(({ name }) => !Object.hasOwn(values, name))
  if (next === undefined) return wrong
  return [...wrong, next.label, ...(next.choices ?? []).map(pickLine)]
}
