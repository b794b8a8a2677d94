import { type Context, type Liquid, Tag, type TagToken, type TopLevelToken, Value } from 'liquidjs'
import { MessageAborted } from '../problem.ts'
import { showValue } from '../value.ts'

/** `{% abort_message('no address') %}` or `{% abort_message() %}`: this person does not get the message. */
export class AbortMessageTag extends Tag {
  readonly #reason: Value | undefined

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid)
    const reason = token.args.trim().replace(/^\(/, '').replace(/\)$/, '').trim()
    this.#reason = reason === '' ? undefined : new Value(reason, liquid)
  }

  override *render(context: Context): Generator<unknown, void, unknown> {
    const reason: unknown = this.#reason === undefined ? undefined : yield this.#reason.value(context, false)
    throw new MessageAborted(showValue(reason) || 'abort_message')
  }
}
