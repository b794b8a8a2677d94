import { Link, useParams } from 'react-router'
import { Checkbox, Tag } from '../ui/index.ts'
import { leastGuess } from './assign.ts'
import styles from './understanding.module.css'
import type { Group } from './use-inbox.ts'
import { useWords } from './words.ts'

/** Sentences that are alike: chosen together, or each by itself. */
export function InboxGroup(props: {
  readonly group: Group
  readonly chosen: ReadonlySet<string>
  readonly readOnly: boolean
  readonly onChoose: (ids: readonly string[], choose: boolean) => void
}) {
  const words = useWords()
  const { solution = '' } = useParams()
  const { group, chosen, readOnly } = props
  const [first] = group
  if (first === undefined) return null
  const ids = group.map(({ id }) => id)
  const isAll = ids.every((id) => chosen.has(id))
  return (
    <li className={styles.group}>
      <Checkbox
        label={<strong>{words.group(first.text, group.length)}</strong>}
        checked={isAll}
        disabled={readOnly}
        onChange={(choose) => props.onChoose(ids, choose)}
      />
      <ul className={styles.members}>
        {group.map(({ id, text, language, reason, intent, alternatives, conversation, at }) => {
          const [likeliest] = alternatives
          return (
            <li key={id} className={styles.member}>
              {group.length === 1 ? null : (
                <Checkbox
                  label={text}
                  checked={chosen.has(id)}
                  disabled={readOnly}
                  onChange={(choose) => props.onChoose([id], choose)}
                />
              )}
              <Tag>{language}</Tag>
              <span className={styles.hint}>{words.reasons[reason]}</span>
              {intent !== null ? (
                <Tag tone="good">{words.said(intent)}</Tag>
              ) : likeliest === undefined || likeliest.confidence < leastGuess ? null : (
                <Tag tone="accent">{words.maybe(likeliest.intent)}</Tag>
              )}
              <Link to={`/s/${solution}/transcripts/${conversation}`} className={styles.hint}>
                {words.conversation}, <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleString()}</time>
              </Link>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
