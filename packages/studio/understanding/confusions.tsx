import type { Figures } from './figures.ts'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

/** A table of more is not read by anybody. */
const mostIntents = 12

/** What was taken for what: the intents that are mixed up most, as a matrix. */
export function Confusions({ figures }: { readonly figures: Figures }) {
  const words = useWords()
  const names = mixedUp(figures)
  const counts = new Map(figures.confusions.map((each) => [`${each.intent} ${each.taken ?? ''}`, each]))
  const right = new Map(figures.intents.map(({ intent, examples, recall }) => [intent, Math.round(examples * recall)]))
  if (names.length === 0) return <p role="status">{words.nothingWrong}</p>
  const columns = [...names, null]
  return (
    <section className={styles.section} aria-label={words.matrix}>
      <h2>{words.matrix}</h2>
      <p>{words.matrixHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.matrix}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.intent}</th>
              {columns.map((name) => (
                <th key={name ?? ' '} scope="col">
                  {name ?? words.else}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((meant) => (
              <tr key={meant}>
                <th scope="row">{meant}</th>
                {columns.map((taken) => {
                  const found = counts.get(`${meant} ${taken ?? ''}`)
                  const count = meant === taken ? (right.get(meant) ?? 0) : (found?.count ?? 0)
                  const heat = count === 0 ? undefined : meant === taken ? 'right' : 'wrong'
                  return (
                    <td
                      key={taken ?? ' '}
                      className={`${styles.number} ${styles.cell}`}
                      data-heat={heat}
                      title={found?.texts.join('\n')}
                    >
                      {count === 0 ? '' : count}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function mixedUp({ confusions }: Figures): readonly string[] {
  const names = new Set<string>()
  for (const { intent, taken } of confusions)
    for (const name of taken === null ? [intent] : [intent, taken]) if (names.size < mostIntents) names.add(name)
  return [...names].sort()
}
