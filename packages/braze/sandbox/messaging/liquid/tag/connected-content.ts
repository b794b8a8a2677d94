import { type Context, type Emitter, type Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import { LiquidProblem, MessageAborted } from '../problem.ts'
import { type Content, type ContentRequest, sessionOf } from '../session.ts'
import { readTextArguments, renderText, type TextArguments } from './text-argument.ts'

const names = new Set([
  'method',
  'headers',
  'body',
  'content_type',
  'save',
  'basic_auth',
  'retry',
  'cache_max_age',
  'no_cache',
])

/** A GET is kept this long unless told otherwise. Seconds. */
const GET_CACHED = 300

/** `{% connected_content https://example.com/{{${user_id}}} :method post :save answer %}` */
export class ConnectedContentTag extends Tag {
  readonly #texts: TextArguments

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid)
    this.#texts = readTextArguments(liquid, token.args, names)
    if (this.#texts.head.length === 0) throw new LiquidProblem('connected_content needs an address')
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const session = sessionOf(context)
    session.budget.fetch()
    const request = yield* this.#read(context)
    const content = (yield session.library.connectedContent(request, (call) =>
      session.contentCalls.push(call),
    )) as Content
    if (content.kind === 'abort') throw new MessageAborted(content.reason)
    if (content.kind === 'text') return emitter.write(content.text)
    session.budget.hold(content.characters)
    const name = yield* renderText(this.liquid, this.#texts.options.save, context)
    Object.assign(context.bottom(), { [name || 'connected']: content.value })
  }

  *#read(context: Context): Generator<unknown, ContentRequest, unknown> {
    const { head, options } = this.#texts
    const texts: { [name: string]: string | undefined } = {}
    for (const name of Object.keys(options)) texts[name] = yield* renderText(this.liquid, options[name], context)
    const url = (yield* renderText(this.liquid, head, context)) ?? ''
    const method = (texts.method ?? 'get').toUpperCase()
    const seconds = Number(texts.cache_max_age)
    const kept = texts.cache_max_age === undefined || !(seconds >= 0) ? undefined : seconds
    return {
      url,
      method,
      headers: { ...defaultHeaders(method, texts.content_type), ...readHeaders(texts.headers) },
      body: method === 'GET' ? undefined : texts.body,
      basicAuth: texts.basic_auth,
      retry: texts.retry !== undefined,
      cacheSeconds: texts.no_cache !== undefined ? undefined : (kept ?? (method === 'GET' ? GET_CACHED : undefined)),
    }
  }
}

function defaultHeaders(method: string, contentType: string | undefined): { readonly [name: string]: string } {
  const type = method === 'GET' ? 'application/json' : 'application/x-www-form-urlencoded'
  return { 'Content-Type': contentType ?? type, Accept: '*/*' }
}

function readHeaders(text: string | undefined): { readonly [name: string]: string } {
  if (text === undefined) return {}
  try {
    const headers: unknown = JSON.parse(text)
    if (typeof headers !== 'object' || headers === null) throw new Error('not an object')
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  } catch {
    throw new LiquidProblem(':headers of connected_content is not a JSON object')
  }
}
