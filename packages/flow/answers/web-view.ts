import { z } from 'zod'
import { boundedJson } from '../content/bounded-json.ts'
import {
  type Address,
  addressSource,
  compileAddress,
  compileOptional,
  labelOf,
  labelSource,
} from '../content/setting.ts'
import type { WebView } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Text } from '../template.ts'
import { type AnswerKind, value, wrong } from './answer.ts'

export const webViewShape = {
  url: addressSource.meta({ description: 'Liquid; https address of the page. Put values in with | url_encode.' }),
  label: labelSource.optional().meta({ description: 'Liquid; words of the button that opens it.' }),
  inline: z.boolean().optional().meta({ description: 'Whether it is shown in the conversation itself.' }),
  height: z.int().min(80).max(2000).optional().meta({ description: 'Pixels, where it is shown in the conversation.' }),
}

export const webViewSource = z.strictObject({
  type: z
    .literal('web-view')
    .meta({ description: 'A page that posts values back: parent.postMessage({ parley: values }, "*").' }),
  ...webViewShape,
})
type WebViewSource = z.infer<typeof webViewSource>
type Shape = Omit<WebViewSource, 'type'>

export interface WebViewAnswer {
  readonly type: 'web-view'
  readonly page: Page
}

/** A page as a flow file states it. */
export interface Page {
  readonly url: Address
  readonly sensitive: boolean
  /** `null` when its address is none. FO1 */
  show(scope: Scope): WebView | null
}

/** JSON of what a page posts back. */
const mostBytes = 16_384

export function compilePage(source: Shape, build: NodeBuild, path: Path): Page {
  const url = compileAddress(source.url, build, [...path, 'url'])
  const label: Text | null = compileOptional(source.label, build, [...path, 'label'])
  const { inline, height } = source
  return {
    url,
    sensitive: url.sensitive || label?.sensitive === true,
    show(scope) {
      const address = url.render(scope)
      if (address === null) return null
      const words = labelOf(label, scope) || new URL(address).hostname
      return { url: address, label: words, ...(inline ? { inline } : {}), ...(height === undefined ? {} : { height }) }
    },
  }
}

const hint = { type: 'web-view' } as const

export const webViewAnswer: AnswerKind<WebViewSource, WebViewAnswer> = {
  source: webViewSource,
  holds: ['form', 'json'],
  compile: (source, build, path) => ({ type: 'web-view', page: compilePage(source, build, path) }),
  hint: () => hint,
  sensitive: (answer) => answer.page.sensitive,
  show(answer, text, asking) {
    const page = answer.page.show(asking)
    return page === null ? { kind: 'text', text, input: hint } : { kind: 'web-view', text, web_view: page, input: hint }
  },
  read(_answer, said) {
    const values = said.kind === 'form' ? boundedJson(said.form, mostBytes) : null
    return values === null ? wrong('web_view') : value(values)
  },
  heard(_answer, said) {
    const values = said.kind === 'form' ? boundedJson(said.form, mostBytes) : null
    return values === null ? null : { kind: 'form-answer', text: '', form: values }
  },
}
