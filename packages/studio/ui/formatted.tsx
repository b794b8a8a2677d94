import { type Block, type Inline, readMarkdown } from '@parley/widget/markdown'
import { Fragment } from 'react'
import styles from './ui.module.css'

/** Words of the bot with their bold, italic, links and lists, read as the chat reads them. Links open a page of their own. */
export function Formatted({ text }: { readonly text: string }) {
  return readMarkdown(text).map((block, index) => <BlockView key={index} block={block} />)
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === 'paragraph')
    return (
      <p className={styles.paragraph}>
        {block.lines.map((line, index) => (
          <Fragment key={index}>
            {index === 0 ? null : <br />}
            <Words inlines={line} />
          </Fragment>
        ))}
      </p>
    )
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List className={styles.items}>
      {block.items.map((item, index) => (
        <li key={index}>
          <Words inlines={item} />
        </li>
      ))}
    </List>
  )
}

function Words({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => {
    if (inline.kind === 'text') return <Fragment key={index}>{inline.text}</Fragment>
    const inside = <Words inlines={inline.children} />
    if (inline.kind === 'link')
      return (
        <a key={index} href={inline.href} target="_blank" rel="noreferrer">
          {inside}
        </a>
      )
    return inline.kind === 'bold' ? <strong key={index}>{inside}</strong> : <em key={index}>{inside}</em>
  })
}
