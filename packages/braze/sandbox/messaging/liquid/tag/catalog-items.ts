import { type Context, type Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import { sessionOf } from '../session.ts'
import { readTextArguments, renderText, type TextArguments } from './text-argument.ts'

/** Items that one tag may read. */
const ITEMS = 3

/** `{% catalog_items restaurants 12 {{custom_attribute.${favourite}}} %}`: the items as the variable `items`. */
export class CatalogItemsTag extends Tag {
  readonly #texts: TextArguments

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid)
    this.#texts = readTextArguments(liquid, token.args, new Set())
  }

  override *render(context: Context): Generator<unknown, void, unknown> {
    const text = (yield* renderText(this.liquid, this.#texts.head, context)) ?? ''
    const [catalog = '', ...ids] = text.split(/\s+/)
    const { library, warnings } = sessionOf(context)
    const items: unknown[] = []
    for (const id of ids.slice(0, ITEMS)) {
      const item = library.catalogItem(catalog, id)
      if (item === undefined) warnings.push(`catalog_items: ${catalog} has no item ${id}`)
      else items.push(item)
    }
    Object.assign(context.bottom(), { items })
  }
}
