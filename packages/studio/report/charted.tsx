import { type ComponentType, lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { Button, join, Working } from '../ui/index.ts'
import type { BarsProps } from './bars.tsx'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { useWords } from './words.ts'

/** The library of charts comes when the first chart is shown. */
const Bars: ComponentType<BarsProps> = lazy(() =>
  import('./bars.tsx').then(({ Bars: loaded }) => ({ default: loaded })),
)

export interface Column {
  readonly name: string
  readonly isNumber?: boolean
}

/** A chart with its table. Screen readers always have the table; everybody else may choose it. */
export function Charted({
  title,
  chart,
  columns,
  rows,
}: {
  readonly title: string
  readonly chart: BarsProps
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}) {
  const words = useWords()
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.cardHead}>
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" onPress={() => setAsTable(!asTable)}>
          {asTable ? words.showChart : words.showTable}
        </Button>
      </div>
      {asTable ? null : (
        <div aria-hidden>
          <Suspense fallback={<Working label={words.counting} />}>
            <Bars {...chart} />
          </Suspense>
        </div>
      )}
      {asTable ? (
        <Scrolled title={title}>
          <Table columns={columns} rows={rows} caption={title} />
        </Scrolled>
      ) : (
        <div className={styles.box}>
          <div className={styles.unseen}>
            <Table columns={columns} rows={rows} caption={title} />
          </div>
        </div>
      )}
    </section>
  )
}

export function Table({
  columns,
  rows,
  caption,
}: {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly ReactNode[])[]
  readonly caption: string
}) {
  return (
    <table className={styles.table}>
      <caption className={styles.unseen}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, isNumber }) => (
            <th key={name} scope="col" className={join(isNumber === true && styles.number)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, index) => {
              const column = columns[index]
              const name = column?.name ?? index
              return index === 0 ? (
                <th key={name} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={name} className={join(column?.isNumber === true && styles.number)}>
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
