import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { type Block, type Inline, readMarkdown } from '../markdown.ts'
import { Link } from './link.tsx'

/** What the bot writes, with its bold, italic, links and lists. */
export function Formatted({ text }: { readonly text: string }): JSX.Element {
  const blocks = useMemo(() => readMarkdown(text), [text])
  return <>{blocks.map(writeBlock)}</>
}

function writeBlock(block: Block, index: number): JSX.Element {
  if (block.kind === 'paragraph')
    return (
      <p key={index}>
        {block.lines.map((line, at) => (
          <>
            {at > 0 ? <br /> : null}
            {line.map(writeInline)}
          </>
        ))}
      </p>
    )
  const items = block.items.map((item) => <li>{item.map(writeInline)}</li>)
  return block.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>
}

function writeInline(node: Inline): JSX.Element | string {
  if (node.kind === 'text') return node.text
  const inside = node.children.map(writeInline)
  if (node.kind === 'link') return <Link url={node.href}>{inside}</Link>
  return node.kind === 'bold' ? <strong>{inside}</strong> : <em>{inside}</em>
}
