import { Fragment, type ReactNode } from 'react'

/** The Markdown that messages hold (bold, italic, links, lists), drawn. Links lead nowhere here. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = text.split(/\n{2,}/)
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={index} text={block} />
      ))}
    </>
  )
}

function Block({ text }: { readonly text: string }) {
  const lines = text.split('\n')
  const items = lines.filter((line) => /^\s*([-*]|\d+\.)\s+/.test(line))
  if (items.length === lines.length && items.length > 0)
    return (
      <ul style={{ margin: '0 0 4px', paddingInlineStart: 20 }}>
        {items.map((item, index) => (
          <li key={index}>{inline(item.replace(/^\s*([-*]|\d+\.)\s+/, ''))}</li>
        ))}
      </ul>
    )
  return (
    <p style={{ margin: '0 0 4px' }}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <br />}
          {inline(line)}
        </Fragment>
      ))}
    </p>
  )
}

const marks = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_|\[([^\]]+)\]\(([^)\s]+)\)|\\([^\w\s])/

function inline(text: string): ReactNode {
  const found = marks.exec(text)
  if (found === null) return text
  const [whole, bold, italic, leaning, label, url, escaped] = found
  const rest = text.slice(found.index + whole.length)
  return (
    <>
      {text.slice(0, found.index)}
      {bold === undefined ? null : <strong>{inline(bold)}</strong>}
      {(italic ?? leaning) === undefined ? null : <em>{inline(italic ?? leaning ?? '')}</em>}
      {label === undefined ? null : (
        <span style={{ color: 'var(--accent)', textDecoration: 'underline' }} title={url}>
          {label}
        </span>
      )}
      {escaped}
      {inline(rest)}
    </>
  )
}
