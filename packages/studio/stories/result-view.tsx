import { CircleCheck, CircleDashed, CircleX, Play } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { useJump } from '../problems/jump.ts'
import { Button, IconButton, Tag } from '../ui/index.ts'
import type { StoryResult } from '../worker/protocol.ts'
import styles from './stories.module.css'
import { useWords } from './words.ts'

const icons = { passed: CircleCheck, failed: CircleX, elsewhere: CircleDashed } as const

/** One story: whether it went as written, and where it did not. */
export function ResultView(props: {
  readonly result: StoryResult
  readonly onRun: () => void
  /** Shows the line of its file. */
  readonly onLine: (file: string, line: number) => void
}) {
  const words = useWords()
  const { result, onRun, onLine } = props
  const [isOpen, setOpen] = useState(result.verdict === 'failed')
  const Icon = icons[result.verdict]
  return (
    <li className={styles.result} data-verdict={result.verdict}>
      <div className={styles.resultHead}>
        <button type="button" className={styles.name} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon size={18} role="img" aria-label={words[result.verdict]} />
          <span>{result.name}</span>
          {result.verdict === 'elsewhere' ? <Tag>{words.elsewhere}</Tag> : null}
        </button>
        <IconButton name={words.runOne(result.name)} onPress={onRun}>
          <Play size={16} aria-hidden />
        </IconButton>
      </div>
      {isOpen ? <Inside result={result} onLine={onLine} /> : null}
    </li>
  )
}

function Inside(props: { readonly result: StoryResult; readonly onLine: (file: string, line: number) => void }) {
  const words = useWords()
  const jump = useJump()
  const mayRun = useMay('solution:edit')
  const { result, onLine } = props
  const { file, line, failedLine, deviation, stands, lines, verdict, needs } = result
  const at = failedLine ?? line
  return (
    <div className={styles.inside}>
      {verdict === 'elsewhere' && needs !== undefined ? <p>{mayRun ? words.needs[needs] : words.mayNotRun}</p> : null}
      {deviation === null ? null : (
        <dl className={styles.deviation}>
          <dt>{words.expected}</dt>
          <dd>{deviation.expected}</dd>
          <dt>{words.happened}</dt>
          <dd>{deviation.happened}</dd>
        </dl>
      )}
      <div className={styles.actions}>
        <Button onPress={() => onLine(file, at)}>{words.line(file, at)}</Button>
        {stands === null || deviation === null ? null : (
          <Button onPress={() => jump(stands)}>{words.showNode(stands.node)}</Button>
        )}
      </div>
      {lines.length === 0 ? null : (
        <details>
          <summary>{words.talk}</summary>
          <ul className={styles.lines}>
            {lines.map(({ who, text }, index) => (
              <li key={`${index} ${text}`}>
                <span className={styles.soft}>{words.who[who]}</span> {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
