import type { BotContentSource } from '../content/bot-content.ts'
import type { Value } from '../value.ts'
import type { ExportGraph } from './export-graph.ts'
import type { Cells } from './table.ts'
import { fromLiquid } from './wording.ts'

/** A row for a node that was made here, with what all such rows need. */
export class FreshRow {
  readonly id: string
  readonly number: number
  readonly graph: ExportGraph

  constructor(id: string, number: number, graph: ExportGraph) {
    this.id = id
    this.number = number
    this.graph = graph
  }

  /** Says what does not go out as it is. */
  lose(field: string | null, reason: string): void {
    this.graph.warn(this.id, field, reason)
  }

  text(source: string | undefined, field: string): string {
    const { text, lost } = fromLiquid(source ?? '', this.graph.global)
    if (lost.length > 0)
      this.lose(field, `Pypestream puts globals into texts and does no more: ${lost.slice(0, 3).join(' ')}`)
    return text
  }

  /** The number of the row that the port's node begins. */
  target(id: string | undefined): string {
    return String(this.graph.number(id) ?? this.number)
  }

  routes(ways: readonly (readonly [value: string, target: string | undefined])[]): string {
    return ways.map(([value, target]) => `${value}~${this.target(target)}`).join('|')
  }

  dialogue(cells: Cells): Cells {
    return { ...this.#head(this.number), type: 'D', ...cells }
  }

  action(command: string, parameters: { readonly [name: string]: Value }, cells: Cells): Cells {
    return { ...this.#head(this.number), type: 'A', command, parameters: JSON.stringify(parameters), ...cells }
  }

  /** A further row, under a number of its own. */
  more(number: number, type: 'A' | 'D', name: string, cells: Cells): Cells {
    return { number: String(number), type, name: `${this.id} ${name}`, ...cells }
  }

  #head(number: number): Cells {
    const note = this.graph.node(this.id)?.note
    return { number: String(number), name: this.id, ...(note === undefined ? {} : { description: note }) }
  }

  /** What is shown besides a text, as Markdown. */
  links(content: BotContentSource): readonly string[] {
    const link = (label: string, url: string): string =>
      `[${this.text(label, 'content')}](${this.text(url, 'content')})`
    switch (content.type) {
      case 'image':
        return [link(content.alt === '' ? 'Image' : content.alt, content.url)]
      case 'video':
        return [link(content.title, content.url)]
      case 'file':
        return [link(content.name, content.url)]
      case 'link':
      case 'web-view':
        return [link(content.label ?? content.url, content.url)]
      case 'buttons':
        return content.choices.map(({ label, url }) => link(label, url))
      case 'location':
        return [
          [content.name, content.address]
            .flatMap((each) => (each === undefined ? [] : [this.text(each, 'content')]))
            .join(', '),
        ]
      case 'carousel':
        return content.cards.flatMap((card) => [
          `**${this.text(card.title, 'content')}** ${this.text(card.text, 'content')}`.trim(),
          ...(card.choices ?? []).map(({ label, url }) => link(label, url)),
        ])
    }
  }
}
