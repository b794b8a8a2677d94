import { Settings2 } from 'lucide-react'
import { useState } from 'react'
import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import { useField, useForm } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import { dotted, getAt, type Path } from '../../fields/path.ts'
import { LiquidSetting, TextSetting } from '../../fields/settings.tsx'
import type { Json, JsonObject } from '../../source/json.ts'
import { IconButton, TextField } from '../../ui/index.ts'
import { idFromWords, renameChoice } from './choice-id.ts'
import styles from './content.module.css'
import { InlineText } from './inline-text.tsx'
import { Picture } from './picture.tsx'

const useWords = defineWords({
  en: {
    label: 'Choices',
    add: 'Add a choice',
    words: (index: number) => `Words of choice ${index}`,
    placeholder: 'What people read',
    more: (name: string) => `More of ${name}`,
    id: 'Id',
    idHint: 'What is kept, and what others receive. Letters, digits, _ and -.',
    synonyms: 'Other words that people type',
    synonymsHint: 'With commas between: iphone, ipad',
    description: 'A line below',
    image: 'Picture (address)',
    url: 'Address that opens when it is picked',
  },
  ko: {
    label: '선택지',
    add: '선택지 추가',
    words: (index: number) => `${index}번 선택지의 글`,
    placeholder: '사람이 읽을 글',
    more: (name: string) => `${name} 더 보기`,
    id: 'ID',
    idHint: '저장되고 다른 시스템이 받는 값. 영문자, 숫자, _, -.',
    synonyms: '사람이 입력할 다른 말',
    synonymsHint: '쉼표로 구분: 아이폰, 아이패드',
    description: '아래에 보일 한 줄',
    image: '그림 (주소)',
    url: '고르면 열릴 주소',
  },
})

const idOf = (item: Json | undefined): string => String((item as JsonObject | undefined)?.id ?? '')
const labelOf = (item: Json | undefined): string => String((item as JsonObject | undefined)?.label ?? '')

/** A new choice: numbered, until somebody says what it is called. */
export function freshChoice(items: readonly Json[]): JsonObject {
  const ids = new Set(items.map(idOf))
  let number = items.length + 1
  while (ids.has(`choice_${number}`)) number += 1
  return { id: `choice_${number}`, label: '' }
}

/** Choices as they look, edited in place. `ports`: each may have a way of its own. */
export function ChoicesSetting(props: {
  readonly path: Path
  readonly look: string
  readonly ports?: boolean
  readonly most?: number
}) {
  const words = useWords()
  return (
    <ListSetting
      path={props.path}
      label={words.label}
      add={words.add}
      most={props.most ?? 200}
      fresh={freshChoice}
      nameOf={(item) => labelOf(item)}
      portOf={(item) => `choice.${String(getAt(item, ['id']) ?? '')}`}
    >
      {(path, index) => <ChoiceSetting path={path} index={index} look={props.look} />}
    </ListSetting>
  )
}

export function ChoiceSetting({
  path,
  index,
  look,
}: {
  readonly path: Path
  readonly index: number
  readonly look: string
}) {
  const words = useWords()
  const field = useField(path)
  const { edit } = useForm()
  const [isOpen, setOpen] = useState(false)
  const choice = (field.value ?? {}) as JsonObject
  const problems = useProblemsInside(path)
  const label = labelOf(choice)
  function nameIt(): void {
    const name = idFromWords(idOf(choice), label)
    if (name !== null) edit((before) => renameChoice(before, path, name))
  }
  return (
    <div className={styles.choice} data-field={field.name}>
      <div className={styles.pill} data-look={look}>
        {look === 'tiles' || choice.image !== undefined ? <Picture url={String(choice.image ?? '')} alt="" /> : null}
        <div className={styles.row} style={{ flex: 1 }}>
          <InlineText
            path={[...path, 'label']}
            label={words.words(index + 1)}
            placeholder={words.placeholder}
            onLeave={nameIt}
          />
          <span className={styles.id}>{idOf(choice)}</span>
          <IconButton name={words.more(label || idOf(choice))} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            <Settings2 size={15} aria-hidden />
          </IconButton>
        </div>
        {choice.description === undefined ? null : (
          <InlineText path={[...path, 'description']} label={words.description} plain optional />
        )}
      </div>
      {isOpen ? <ChoiceDetails path={path} /> : <FieldProblems problems={problems} />}
    </div>
  )
}

/** Problems of what is folded away. */
function useProblemsInside(path: Path) {
  const id = useField([...path, 'id']).problems
  const label = useField([...path, 'label']).problems
  const more = ['description', 'image', 'url', 'synonyms'].map((name) => useProblemsOf([...path, name]))
  return [...id, ...label, ...more.flat()]
}

const useProblemsOf = (path: Path) => useField(path).problems

function ChoiceDetails({ path }: { readonly path: Path }) {
  const words = useWords()
  const { edit, flow, node } = useForm()
  const id = useField([...path, 'id'])
  const synonyms = useField([...path, 'synonyms'])
  const [typed, setTyped] = useState<string | null>(null)
  const list = Array.isArray(synonyms.value) ? synonyms.value.map(String) : []
  return (
    <div className={styles.details}>
      <div data-field={id.name}>
        <TextField
          label={words.id}
          hint={words.idHint}
          value={String(id.value ?? '')}
          disabled={id.readOnly}
          error={id.problems[0]?.reason}
          onChange={(to) =>
            edit((before) => renameChoice(before, path, to), `${flow}/${node ?? ''}/${dotted([...path, 'id'])}`)
          }
        />
      </div>
      <div data-field={synonyms.name}>
        <TextField
          label={words.synonyms}
          hint={words.synonymsHint}
          value={typed ?? list.join(', ')}
          disabled={synonyms.readOnly}
          onChange={(text) => {
            setTyped(text)
            const parts = text
              .split(',')
              .map((word) => word.trim())
              .filter((word) => word !== '')
            synonyms.type(parts.length === 0 ? undefined : parts)
          }}
          onBlur={() => setTyped(null)}
        />
      </div>
      <LiquidSetting path={[...path, 'label']} label={words.placeholder} />
      <LiquidSetting path={[...path, 'description']} label={words.description} optional />
      <TextSetting path={[...path, 'image']} label={words.image} placeholder="https://…" optional />
      <TextSetting path={[...path, 'url']} label={words.url} placeholder="https://…" optional />
    </div>
  )
}
