import type { Problem } from '@parley/flow'
import { useLanguage } from '../app/words.ts'
import { emptyFlow } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Notice, toast, Working } from '../ui/index.ts'
import { useAnswer } from '../worker/client.ts'
import type { TextRepair } from '../worker/protocol.ts'
import { changesOf, showValue } from './change-list.ts'
import styles from './problems.module.css'
import type { Repair } from './repair.ts'
import { repairsOf } from './repairs.ts'
import { useWords } from './words.ts'

/** The repairs of a problem that have been tried and work, each with what it changes. */
export function RepairMenu({ problem, onDone }: { readonly problem: Problem; readonly onDone: () => void }) {
  const words = useWords()
  const language = useLanguage()
  const store = useSource()
  const mending = useAnswer('repairs', { problem })
  if (mending === null) return <Working label={words.trying} />
  const repairs = repairsOf(problem, store).filter(({ id }) => mending.ids.includes(id))
  if (repairs.length === 0 && mending.texts.length === 0) return <Notice>{words.noFix}</Notice>
  const apply = ({ id }: Repair): void => {
    // Worked out anew from the flow as it is now: others may have edited it.
    const repair = repairsOf(problem, store).find((each) => each.id === id)
    if (repair === undefined) {
      toast(words.stale, 'warn')
      return
    }
    if (store.flow(repair.flow) === undefined) store.putFlow(repair.flow, repair.edit(emptyFlow))
    else store.editFlow(repair.flow, repair.edit)
    toast(words.fixed(repair.words[language]), 'good')
    onDone()
  }
  const applyText = ({ path, before, after, words: said }: TextRepair): void => {
    if (store.text(path) === before) {
      store.putText(path, after)
      toast(words.fixed(said[language]), 'good')
      onDone()
    } else toast(words.stale, 'warn')
  }
  return (
    <ul className={styles.repairs}>
      {mending.texts.map((repair) => (
        <li key={repair.id}>
          <div className={styles.repair}>
            <span>{repair.words[language]}</span>
            <ul className={styles.changes} aria-label={words.change}>
              {repair.changes.map(({ at, after }) => (
                <li key={at}>
                  <code>{at}</code> → <ins>{showValue(after ?? undefined)}</ins>
                </li>
              ))}
            </ul>
          </div>
          <Button
            kind="primary"
            onPress={() => applyText(repair)}
            aria-label={`${words.apply}: ${repair.words[language]}`}
          >
            {words.apply}
          </Button>
        </li>
      ))}
      {repairs.map((repair) => (
        <li key={repair.id}>
          <div className={styles.repair}>
            <span>{repair.words[language]}</span>
            <Changes repair={repair} />
          </div>
          <Button kind="primary" onPress={() => apply(repair)} aria-label={`${words.apply}: ${repair.words[language]}`}>
            {words.apply}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Changes({ repair }: { readonly repair: Repair }) {
  const words = useWords()
  const store = useSource()
  const before = store.flow(repair.flow)
  const changes = changesOf(before, repair.edit(before ?? emptyFlow))
  return (
    <ul className={styles.changes} aria-label={words.change}>
      {changes.map(({ at, before: was, after }) => (
        <li key={at}>
          <code>{at === '' ? repair.flow : at.replace(/^nodes\./, '')}</code> <del>{showValue(was)}</del> →{' '}
          <ins>{showValue(after)}</ins>
        </li>
      ))}
    </ul>
  )
}
