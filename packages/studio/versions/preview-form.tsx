import { type FormEvent, useState } from 'react'
import type { PreviewEntry } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { Button, ErrorNotice, Select, TextField } from '../ui/index.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

const lives = ['1h', '1d', '7d', '30d', '90d'] as const
type Life = (typeof lives)[number]

const daysOf = (life: Life): number => (life === '1h' ? 1 / 24 : Number(life.slice(0, -1)))

/** Makes a link, or shows the present state under one of the same name. */
export function PreviewForm({ solution }: { readonly solution: string }) {
  const words = useVersionWords()
  const [name, setName] = useState('preview')
  const [life, setLife] = useState<Life>('7d')
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '' || isMaking) return
    setMaking(true)
    setError(null)
    try {
      await request<PreviewEntry>(`/solutions/${solution}/previews`, {
        body: { name: name.trim(), days: daysOf(life) },
      })
      await queries.invalidateQueries({ queryKey: [solution, 'previews'] })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setMaking(false)
    }
  }

  const options = lives.map((value) => ({ value, label: value === '1h' ? words.hours(1) : words.days(daysOf(value)) }))
  return (
    <form className={styles.form} onSubmit={(event) => void make(event)} aria-label={words.newPreview}>
      <div className={styles.row} style={{ alignItems: 'end' }}>
        <TextField label={words.previewName} value={name} onChange={setName} />
        <Select label={words.until} value={life} options={options} onChange={setLife} />
        <Button kind="primary" type="submit" isDisabled={isMaking || name.trim() === ''}>
          {isMaking ? words.making : words.makeLink}
        </Button>
      </div>
      <span className={styles.quiet}>{words.previewNameHint}</span>
      {error === null ? null : <ErrorNotice error={error} />}
    </form>
  )
}
