import { type Context, type Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import { sessionOf } from '../session.ts'
import { readTextArguments, renderText, type TextArguments } from './text-argument.ts'

const names = new Set(['key', 'value'])

/** `{% message_extras :key offer :value {{context.${offer}}} %}`: a note that goes with the record of the send. */
export class MessageExtrasTag extends Tag {
  readonly #texts: TextArguments

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid)
    this.#texts = readTextArguments(liquid, token.args, names)
  }

  override *render(context: Context): Generator<unknown, void, unknown> {
    const key = yield* renderText(this.liquid, this.#texts.options.key, context)
    const value = yield* renderText(this.liquid, this.#texts.options.value, context)
    if (key !== undefined && key !== '') sessionOf(context).extras[key] = value ?? ''
  }
}
