import { type Context, type Liquid, type Parser, Tag, type TagToken, type Template, type TopLevelToken } from 'liquidjs'

/** `{% translation id %}Hello{% endtranslation %}`: the text as it was written; locales are not chosen. */
export class TranslationTag extends Tag {
  readonly #templates: Template[] = []

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid)
    const stream = parser.parseStream(rest)
    stream
      .on('tag:endtranslation', () => stream.stop())
      .on('template', (template: Template) => this.#templates.push(template))
      .on('end', () => {
        throw new Error(`tag ${token.getText()} not closed`)
      })
    stream.start()
  }

  override *render(context: Context): Generator<unknown, unknown, unknown> {
    return yield this.liquid.renderer.renderTemplates(this.#templates, context)
  }
}
