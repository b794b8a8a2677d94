import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MadeKey, Permission } from '../api.ts'
import { queries, useMe } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Checkbox, Dialog, DialogActions, Notice, Select, TextField } from '../ui/index.ts'
import styles from './access.module.css'
import { CopySecret } from './copy-secret.tsx'
import { RefusalNotice } from './refusal.tsx'
import { usePermissionWords } from './role-words.ts'

const useWords = defineWords({
  en: {
    title: 'Make an API key',
    name: 'Name',
    nameHint: 'Which program uses it, so that you know it again.',
    may: 'What the program may do',
    days: 'Valid for',
    dayWords: { '30': '30 days', '90': '90 days', '365': 'a year', never: 'always' },
    make: 'Make the key',
    cancel: 'Cancel',
    done: 'Done',
    key: 'The key',
    once: 'Keep it where secrets are kept. It is shown just now and never again.',
    use: 'A program sends it with each request, or the command line has it as PARLEY_API_KEY:',
  },
  ko: {
    title: 'API 키 만들기',
    name: '이름',
    nameHint: '나중에 알아볼 수 있게, 어느 프로그램이 쓰는지 적으세요.',
    may: '프로그램이 할 수 있는 일',
    days: '유효 기간',
    dayWords: { '30': '30일', '90': '90일', '365': '1년', never: '무기한' },
    make: '키 만들기',
    cancel: '취소',
    done: '완료',
    key: '키',
    once: '비밀 정보를 두는 곳에 보관하세요. 지금만 보이고 다시는 보이지 않습니다.',
    use: '프로그램은 요청마다 키를 보내고, 명령줄은 PARLEY_API_KEY로 받습니다:',
  },
})

const spans = ['30', '90', '365', 'never'] as const
type Span = (typeof spans)[number]

export function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const permissionWords = usePermissionWords()
  const { data: me } = useMe()
  const [name, setName] = useState('')
  const [span, setSpan] = useState<Span>('90')
  const [chosen, setChosen] = useState<readonly Permission[]>([])
  const make = useMutation({
    mutationFn: () =>
      request<MadeKey>('/keys', {
        body: { name: name.trim(), permissions: chosen, days: span === 'never' ? null : Number(span) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const isReady = name.trim() !== '' && chosen.length > 0 && !make.isPending
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isReady) make.mutate()
  }
  if (make.data !== undefined) return <MadeDialog secret={make.data.secret} onClose={onClose} />
  return (
    <Dialog title={words.title} open onClose={onClose} wide>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} required autoFocus />
        <fieldset className={styles.fieldset}>
          <legend>{words.may}</legend>
          <div className={styles.checks}>
            {(me?.permissions ?? []).map((permission) => (
              <Checkbox
                key={permission}
                label={permissionWords[permission]}
                checked={chosen.includes(permission)}
                onChange={(checked) =>
                  setChosen(checked ? [...chosen, permission] : chosen.filter((each) => each !== permission))
                }
              />
            ))}
          </div>
        </fieldset>
        <Select
          label={words.days}
          value={span}
          onChange={setSpan}
          options={spans.map((value) => ({ value, label: words.dayWords[value] }))}
        />
        {make.error === null ? null : <RefusalNotice error={make.error} />}
        <DialogActions>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isDisabled={!isReady}>
            {words.make}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function MadeDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <Dialog title={words.title} open onClose={onClose} firm>
      <CopySecret label={words.key} text={secret} />
      <Notice tone="warn">{words.once}</Notice>
      <p style={{ margin: 0 }}>{words.use}</p>
      <div className={styles.copyText}>Authorization: Bearer {secret.slice(0, 17)}…</div>
      <DialogActions>
        <Button kind="primary" onPress={onClose}>
          {words.done}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
