import { type Inline, readMarkdown } from './markdown.ts'
import styles from './simulator.module.css'

/** Words of the bot, with their bold, italic, links and lists. */
export function Formatted({ text }: { readonly text: string }) {
  return readMarkdown(text).map(({ kind, lines }, index) => {
    const key = `${index} ${kind}`
    if (kind === 'paragraph')
      return (
        <p key={key} className={styles.paragraph}>
          {lines.map((line, at) => (
            <span key={at} className={styles.line}>
              <Words inlines={line} />
            </span>
          ))}
        </p>
      )
    const List = kind === 'ordered' ? 'ol' : 'ul'
    return (
      <List key={key}>
        {lines.map((line, at) => (
          <li key={at}>
            <Words inlines={line} />
          </li>
        ))}
      </List>
    )
  })
}

function Words({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => {
    const key = `${index} ${inline.kind}`
    if (inline.kind === 'text') return <span key={key}>{inline.text}</span>
    const inside = <Words inlines={inline.children} />
    if (inline.kind === 'link')
      return (
        <a key={key} href={inline.href} target="_blank" rel="noreferrer">
          {inside}
        </a>
      )
    return inline.kind === 'bold' ? <strong key={key}>{inside}</strong> : <em key={key}>{inside}</em>
  })
}
