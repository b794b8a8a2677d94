import type { Problem } from '@parley/flow'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { Link, useParams } from 'react-router'
import { defineWords, useLanguage } from '../app/words.ts'
import { reveal, useEditor } from '../editor/state.ts'
import { useSource } from '../source/hooks.ts'
import { toast } from '../ui/index.ts'
import { confirmTranslation, putOriginal, putTranslation } from './edit-text.ts'
import { directionOf, languageName } from './language.ts'
import type { Row } from './rows.ts'
import { TextCell } from './text-cell.tsx'
import styles from './texts.module.css'

const useWords = defineWords({
  en: {
    table: 'Texts in all languages',
    place: 'Where',
    platform: 'Parley itself',
    flowItself: 'the flow itself',
    typed: 'words that people type',
    address: 'not read by people',
    of: (language: string, place: string) => `${language}, ${place}`,
    failed: (reason: string) => `This text cannot be written: ${reason}. Nothing was changed.`,
  },
  ko: {
    table: '모든 언어의 글',
    place: '위치',
    platform: 'Parley가 하는 말',
    flowItself: '플로 자체',
    typed: '사람이 입력하는 말',
    address: '사람이 읽지 않는 글',
    of: (language: string, place: string) => `${language}, ${place}`,
    failed: (reason: string) => `이 글을 저장할 수 없습니다: ${reason}. 아무것도 바뀌지 않았습니다.`,
  },
})

/** A guess at a row's height; each is measured once it is seen. */
const rowHeight = 64
const nothing: readonly Problem[] = []

export function TextsTable(props: {
  readonly rows: readonly Row[]
  /** All rows of the solution, in order: where a new text is put. */
  readonly order: readonly Row[]
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
}) {
  const words = useWords()
  const shownIn = useLanguage()
  const { rows, own, languages } = props
  const scroll = useRef<HTMLDivElement>(null)
  const problems = useTextProblems()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const columns = `220px repeat(${languages.length + 1}, minmax(280px, 1fr))`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.table}>
      <table className={styles.table} aria-label={words.table} aria-rowcount={rows.length + 1}>
        <thead className={styles.header}>
          <tr aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: columns }}>
            <th scope="col" className={styles.cell}>
              {words.place}
            </th>
            {[own, ...languages].map((language) => (
              <th key={language} scope="col" className={styles.cell}>
                {languageName(language, shownIn)} ({language})
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <tr
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={styles.row}
                style={{ gridTemplateColumns: columns, transform: `translateY(${start}px)` }}
              >
                <TextRow {...props} row={row} problems={problems.get(row.id)} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What is wrong with texts, by row and language; `''`: with the original. */
function useTextProblems(): ReadonlyMap<string, ReadonlyMap<string, readonly Problem[]>> {
  const all = useEditor((state) => state.problems)
  return useMemo(() => {
    const found = new Map<string, Map<string, Problem[]>>()
    for (const problem of all) {
      const { file = '', flow, node, field } = problem.place
      const language = /^texts\/([^/]+)\.ya?ml$/.exec(file)?.[1]
      // What is missing is shown as missing.
      if (language === undefined || flow === undefined || field === undefined || problem.code === 'missing-text')
        continue
      const id = `${flow}.${node ?? '(flow)'}.${field}`
      const row = found.get(id) ?? new Map<string, Problem[]>()
      row.set(language, [...(row.get(language) ?? []), problem])
      found.set(id, row)
    }
    return found
  }, [all])
}

function TextRow(props: {
  readonly row: Row
  readonly order: readonly Row[]
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
  readonly problems: ReadonlyMap<string, readonly Problem[]> | undefined
}) {
  const words = useWords()
  const store = useSource()
  const { row, own, languages, readOnly, order } = props
  const place = `${row.node ?? (row.flow === null ? words.platform : words.flowItself)} ${row.key}`
  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      toast(words.failed(error instanceof Error ? error.message : String(error)), 'bad')
    }
  }
  return (
    <>
      <th scope="row" className={styles.cell}>
        <Place row={row} />
      </th>
      <td className={styles.cell}>
        <TextCell
          label={words.of(own, place)}
          text={row.original}
          state="done"
          flow={row.flow}
          node={row.node}
          language={own}
          direction={directionOf(own)}
          problems={nothing}
          readOnly={readOnly}
          onCommit={(text) =>
            attempt(() =>
              row.flow === null ? putTranslation(store, row, own, text, order) : putOriginal(store, row, text),
            )
          }
        />
      </td>
      {languages.map((language) => {
        const { text, state } = row.cells[language] ?? { text: '', state: 'free' as const }
        return (
          <td key={language} className={styles.cell} data-field={`${row.flow}.${place} ${language}`}>
            <TextCell
              label={words.of(language, place)}
              text={text}
              state={state}
              flow={row.flow}
              node={row.node}
              language={language}
              direction={directionOf(language)}
              problems={props.problems?.get(language) ?? nothing}
              readOnly={readOnly}
              onCommit={(next) => attempt(() => putTranslation(store, row, language, next, order))}
              onConfirm={() => confirmTranslation(store, row, language)}
            />
          </td>
        )
      })}
    </>
  )
}

/** Where a text stands, and the way there. */
function Place({ row }: { readonly row: Row }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const { flow, node, key, use, note } = row
  return (
    <div className={styles.place}>
      {flow === null ? (
        <span>{words.platform}</span>
      ) : (
        <Link
          to={`/s/${solution}/flows/${flow}`}
          onClick={() => {
            if (node !== null) reveal(flow, node)
          }}
        >
          {flow} · {node ?? words.flowItself}
        </Link>
      )}
      <code>{key}</code>
      {use === 'read' ? null : <span className={styles.hint}>{use === 'typed' ? words.typed : words.address}</span>}
      {note === '' ? null : <span className={styles.hint}>{note}</span>}
    </div>
  )
}
