import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import { useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { TextSetting } from '../../fields/settings.tsx'
import type { Json, JsonObject } from '../../source/json.ts'
import { ChoiceSetting, freshChoice } from './choices.tsx'
import styles from './content.module.css'
import { InlineText } from './inline-text.tsx'
import { LinkButtonSetting } from './link-button.tsx'
import { Picture } from './picture.tsx'

const useWords = defineWords({
  en: {
    label: 'Cards',
    add: 'Add a card',
    title: (index: number) => `Title of card ${index}`,
    newTitle: 'Title',
    text: 'A few words below the title',
    image: 'Picture (address)',
    buttons: 'Buttons',
    addButton: 'Add a button',
    addLink: 'Add a button',
    learnMore: 'Learn more',
  },
  ko: {
    label: '카드',
    add: '카드 추가',
    title: (index: number) => `${index}번 카드의 제목`,
    newTitle: '제목',
    text: '제목 아래의 글',
    image: '그림 (주소)',
    buttons: '버튼',
    addButton: '버튼 추가',
    addLink: '버튼 추가',
    learnMore: '더 알아보기',
  },
})

/** Cards side by side. `picks`: their buttons are choices, otherwise they only open addresses. */
export function CardsSetting({ path, picks = false }: { readonly path: Path; readonly picks?: boolean }) {
  const words = useWords()
  const { value } = useField(path)
  const all = (Array.isArray(value) ? value : []) as readonly JsonObject[]
  const buttons = all.flatMap(({ choices }): readonly Json[] => (Array.isArray(choices) ? choices : []))
  return (
    <ListSetting
      path={path}
      label={words.label}
      add={words.add}
      most={20}
      fresh={() => ({ title: words.newTitle, ...(picks ? { choices: [freshChoice(buttons)] } : {}) })}
      nameOf={(item) => String((item as JsonObject).title ?? '')}
    >
      {(card, index) => <Card path={card} index={index} picks={picks} fresh={() => freshChoice(buttons)} />}
    </ListSetting>
  )
}

function Card(props: {
  readonly path: Path
  readonly index: number
  readonly picks: boolean
  readonly fresh: () => JsonObject
}) {
  const words = useWords()
  const { path, index, picks } = props
  const { value, problems, name } = useField(path)
  const title = useField([...path, 'title']).problems
  const { image } = (value ?? {}) as JsonObject
  return (
    <div className={styles.card} data-field={name}>
      <Picture url={String(image ?? '')} alt="" />
      <TextSetting path={[...path, 'image']} label={words.image} placeholder="https://…" optional />
      <InlineText path={[...path, 'title']} label={words.title(index + 1)} plain />
      <FieldProblems problems={[...problems, ...title]} />
      <InlineText path={[...path, 'text']} label={words.text} plain optional />
      <ListSetting
        path={[...path, 'choices']}
        label={words.buttons}
        add={words.addButton}
        most={6}
        optional={!picks}
        fresh={() => (picks ? props.fresh() : { label: words.learnMore, url: 'https://' })}
        nameOf={(item) => String((item as JsonObject).label ?? '')}
      >
        {(button, at) => <CardButton path={button} index={at} picks={picks} />}
      </ListSetting>
    </div>
  )
}

function CardButton({ path, index, picks }: { readonly path: Path; readonly index: number; readonly picks: boolean }) {
  const { value } = useField(path)
  const isPick = picks && (value as JsonObject | undefined)?.id !== undefined
  return isPick ? (
    <ChoiceSetting path={path} index={index} look="buttons" />
  ) : (
    <LinkButtonSetting path={path} index={index} />
  )
}
