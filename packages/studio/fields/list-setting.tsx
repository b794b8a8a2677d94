import { GripVertical, Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { defineWords } from '../app/words.ts'
import type { Json } from '../source/json.ts'
import { Button, IconButton } from '../ui/index.ts'
import { FieldProblems } from './field-problems.tsx'
import styles from './fields.module.css'
import { FieldBox, useField, useForm } from './form.tsx'
import { moved, type Path, withoutItem } from './path.ts'

const useWords = defineWords({
  en: {
    move: (name: string) => `Move ${name}: arrow keys, or drag`,
    remove: (name: string) => `Remove ${name}`,
    item: (index: number) => `item ${index}`,
    moved: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}`,
  },
  ko: {
    move: (name: string) => `${name} 이동: 화살표 키 또는 끌기`,
    remove: (name: string) => `${name} 삭제`,
    item: (index: number) => `${index}번째 항목`,
    moved: (name: string, place: number, count: number) => `${name}: ${count}개 중 ${place}번째`,
  },
})

export interface ListProps {
  readonly label: string
  readonly path: Path
  readonly add: string
  /** What a new item is. */
  readonly fresh: (items: readonly Json[]) => Json
  /** How an item is called, for who cannot see it. */
  readonly nameOf?: (item: Json, index: number) => string
  /** The port that an item has of its own, whose way goes with it. */
  readonly portOf?: (item: Json) => string | null
  readonly children: (path: Path, index: number) => ReactNode
  readonly most?: number
  /** An empty list is taken away. */
  readonly optional?: boolean
  readonly hint?: ReactNode
  readonly quiet?: boolean
  readonly across?: boolean
}

/** A list whose items are added, removed and put in order, by dragging and by keys. */
export function ListSetting(props: ListProps) {
  const words = useWords()
  const field = useField(props.path)
  const { edit } = useForm()
  const list = useRef<HTMLUListElement>(null)
  const items: readonly Json[] = Array.isArray(field.value) ? field.value : []
  const nameOf = (item: Json, index: number) => props.nameOf?.(item, index) || words.item(index + 1)
  const put = (to: readonly Json[]) => field.set(to.length === 0 && props.optional === true ? undefined : to)
  function move(from: number, to: number): void {
    const next = moved(items, from, to)
    if (next === items) return
    put(next)
    // The item took its place; the focus goes with it.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-handle="${to}"]`)?.focus())
  }
  function remove(index: number): void {
    const left = items.toSpliced(index, 1)
    const port = props.portOf?.(items[index] ?? null) ?? null
    if (port === null || left.some((item) => props.portOf?.(item) === port)) put(left)
    else edit((node) => withoutItem(node, [...props.path, index], port))
  }
  function add(): void {
    put([...items, props.fresh(items)])
    // Whoever adds something says next what it is.
    requestAnimationFrame(() => {
      const body = list.current?.querySelector(`:scope > [data-item="${items.length}"] .${styles.itemBody}`)
      body?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [contenteditable="true"]')?.focus()
    })
  }
  return (
    <FieldBox field={field}>
      {props.quiet === true ? null : <div className={styles.label}>{props.label}</div>}
      {props.hint === undefined ? null : <div className={styles.hint}>{props.hint}</div>}
      <ul ref={list} className={styles.list} aria-label={props.label} data-across={props.across === true}>
        {items.map((item, index) => (
          <li key={index} className={styles.item} data-item={index}>
            <Handle
              index={index}
              name={words.move(nameOf(item, index))}
              list={list}
              move={move}
              disabled={field.readOnly}
            />
            <div className={styles.itemBody}>{props.children([...props.path, index], index)}</div>
            <IconButton
              name={words.remove(nameOf(item, index))}
              isDisabled={field.readOnly}
              onPress={() => remove(index)}
            >
              <Trash2 size={15} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <FieldProblems problems={field.problems} />
      {items.length >= (props.most ?? Number.POSITIVE_INFINITY) || field.readOnly ? null : (
        <Button kind="quiet" onPress={add}>
          <Plus size={15} aria-hidden /> {props.add}
        </Button>
      )}
    </FieldBox>
  )
}

function Handle(props: {
  readonly index: number
  readonly name: string
  readonly list: { readonly current: HTMLUListElement | null }
  readonly move: (from: number, to: number) => void
  readonly disabled: boolean
}) {
  const { index, move } = props
  const dragged = useRef<number | null>(null)
  function press(event: KeyboardEvent): void {
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    move(index, index + by)
  }
  function drag(event: PointerEvent): void {
    if (dragged.current === null) return
    const items = [...(props.list.current?.children ?? [])]
    const over = items.findIndex((item) => {
      const { top, bottom, left, right } = item.getBoundingClientRect()
      return event.clientY >= top && event.clientY <= bottom && event.clientX >= left && event.clientX <= right
    })
    for (const [at, item] of items.entries())
      if (at === over && over !== index) item.setAttribute('data-over', '')
      else item.removeAttribute('data-over')
    dragged.current = over
  }
  function drop(): void {
    for (const item of props.list.current?.children ?? []) item.removeAttribute('data-over')
    if (dragged.current !== null && dragged.current !== -1) move(index, dragged.current)
    dragged.current = null
  }
  return (
    <button
      type="button"
      className={styles.handle}
      aria-label={props.name}
      data-handle={index}
      disabled={props.disabled}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        dragged.current = index
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={() => {
        dragged.current = null
        drop()
      }}
    >
      <GripVertical size={15} aria-hidden />
    </button>
  )
}
