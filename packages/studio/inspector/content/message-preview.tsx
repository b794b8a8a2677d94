import type { Card, Choice, Content, LinkButton } from '@parley/flow'
import { useMemo, useState } from 'react'
import { defineWords, useLanguage } from '../../app/words.ts'
import { Section, useForm } from '../../fields/form.tsx'
import { samplesOf } from '../../fields/samples.ts'
import { useSurroundings } from '../../fields/surroundings.ts'
import { useFlow, usePaths } from '../../source/hooks.ts'
import { directionOf, languageName } from '../../texts/language.ts'
import { textsLanguage } from '../../texts/texts-paths.ts'
import { Formatted, Select, Tabs } from '../../ui/index.ts'
import { useShownContent } from '../../worker/client.ts'
import styles from './content.module.css'
import { Picture } from './picture.tsx'

const useWords = defineWords({
  en: {
    title: 'How it looks',
    language: 'In the language',
    own: 'As the flow has it',
    web: 'On the web',
    plain: 'As plain text',
    nothing: 'Nothing is shown yet: write the words, or mend what is wrong.',
    hint: 'With sample values for what is not known yet.',
    map: 'Map',
    file: 'File',
    choose: 'Choose a file',
    type: 'Type here',
  },
  ko: {
    title: '보이는 모습',
    language: '언어',
    own: '플로에 있는 그대로',
    web: '웹에서',
    plain: '글만 있는 채널에서',
    nothing: '아직 보여 줄 것이 없습니다. 글을 쓰거나 문제를 고치세요.',
    hint: '아직 모르는 값은 예시로 채웠습니다.',
    map: '지도',
    file: '파일',
    choose: '파일 고르기',
    type: '여기에 입력',
  },
})

/** The message of the node in hand, as the web shows it and as a channel without controls says it. */
export function MessagePreview() {
  const words = useWords()
  const shownIn = useLanguage()
  const { flow, node } = useForm()
  const file = useFlow(flow)
  const values = useMemo(() => (file === undefined ? {} : samplesOf(file)), [file])
  const { own, languages, language, setLanguage } = useChosenLanguage()
  const shown = useShownContent(flow, node ?? '', values, language ?? undefined)
  const direction = directionOf(language ?? own)
  return (
    <Section title={words.title}>
      {languages.length === 0 ? null : (
        <Select
          label={words.language}
          value={language ?? ''}
          options={[
            { value: '', label: `${words.own} (${languageName(own, shownIn)})` },
            ...languages.map((value) => ({ value, label: languageName(value, shownIn) })),
          ]}
          onChange={(to) => setLanguage(to === '' ? null : to)}
        />
      )}
      {shown === null ? (
        <span>{words.nothing}</span>
      ) : (
        <Tabs
          label={words.title}
          tabs={[
            { id: 'web', label: words.web, content: <Message content={shown.content} dir={direction} /> },
            {
              id: 'plain',
              label: words.plain,
              content: (
                <pre className={styles.plain} dir={direction}>
                  {shown.plain}
                </pre>
              ),
            },
          ]}
        />
      )}
      <span style={{ color: 'var(--text-2)', fontSize: 12 }}>{words.hint}</span>
    </Section>
  )
}

/** The languages besides the flows' own that the solution has texts in, as they are now, and which of them is shown; `null`: the own one. */
function useChosenLanguage() {
  const own = useSurroundings().language ?? 'en'
  const languages = usePaths().flatMap((path) => textsLanguage(path) ?? [])
  const others = languages.filter((each) => each !== own)
  const [chosen, setLanguage] = useState<string | null>(null)
  // One that somebody took away is not shown any more.
  const language = chosen !== null && others.includes(chosen) ? chosen : null
  return { own, languages: others, language, setLanguage }
}

/** A message drawn as the widget draws it. Nothing in it can be pressed. */
function Message({ content, dir }: { readonly content: Content; readonly dir: 'ltr' | 'rtl' }) {
  return (
    <div className={styles.message} dir={dir}>
      {content.text.trim() === '' ? null : (
        <div className={styles.bubble}>
          <Formatted text={content.text} />
        </div>
      )}
      <Shown content={content} />
    </div>
  )
}

function Shown({ content }: { readonly content: Content }) {
  const words = useWords()
  switch (content.kind) {
    case 'choices':
      return <Buttons choices={content.choices} look={content.style ?? 'buttons'} />
    case 'carousel':
      return <Cards cards={content.cards} />
    case 'image':
      return <Picture url={content.image.url} alt={content.image.alt} />
    case 'video':
      return <div className={styles.noPicture}>▶ {content.video.title}</div>
    case 'file':
      return <span className={styles.button}>⬇ {'name' in content.file ? content.file.name : words.file}</span>
    case 'link':
      return <span className={styles.button}>↗ {content.link.label}</span>
    case 'web-view':
      return <span className={styles.button}>▣ {content.web_view.label}</span>
    case 'location':
      return (
        <div className={styles.noPicture}>
          {words.map}: {content.location.name ?? content.location.address ?? ''}
        </div>
      )
    case 'form':
      return (
        <>
          {content.fields.map(({ name, label }) => (
            <div key={name} className={styles.field}>
              {label}
            </div>
          ))}
        </>
      )
    case 'text':
      return content.input === undefined ? null : <Hint content={content} />
    default:
      return null
  }
}

/** What a question shows to answer it by. */
function Hint({ content }: { readonly content: Extract<Content, { readonly kind: 'text' }> }) {
  const words = useWords()
  const { input } = content
  if (input === undefined) return null
  if (input.type === 'rating')
    return (
      <div className={styles.stars}>
        {input.icon === 'number' ? numbers(input.max) : icons[input.icon].repeat(input.max)}
      </div>
    )
  if (input.type === 'slider')
    return (
      <div className={styles.field}>
        {input.min} ──●── {input.max} {input.unit ?? ''}
      </div>
    )
  if (input.type === 'location') return <div className={styles.noPicture}>{words.map}</div>
  return (
    <div className={styles.field}>
      {input.type === 'file' ? words.choose : (placeholders[input.type] ?? words.type)}
    </div>
  )
}

const icons = { star: '★', heart: '♥', thumb: '👍', smiley: '🙂' }
const numbers = (most: number) => Array.from({ length: most }, (_, index) => index + 1).join(' ')
const placeholders: { readonly [type: string]: string } = {
  date: '📅',
  time: '🕘',
  'date-time': '📅 🕘',
  email: 'name@example.com',
}

function Buttons({ choices, look }: { readonly choices: readonly Choice[]; readonly look: string }) {
  return (
    <div className={styles.buttons} data-look={look}>
      {choices.map(({ id, label, image, description }) => (
        <span key={id} className={styles.button}>
          {image === undefined ? null : <Picture url={image} alt="" />}
          <span>
            {label}
            {description === undefined ? null : (
              <small style={{ display: 'block', color: 'var(--text-2)' }}>{description}</small>
            )}
          </span>
        </span>
      ))}
    </div>
  )
}

function Cards({ cards }: { readonly cards: readonly Card[] }) {
  return (
    <div className={styles.cards}>
      {cards.map(({ title, text, image, choices }, index) => (
        <div key={index} className={styles.card}>
          {image === undefined ? null : <Picture url={image} alt="" />}
          <strong>{title}</strong>
          {text === undefined ? null : <span>{text}</span>}
          {choices.map((button: Choice | LinkButton) => (
            <span key={button.label} className={styles.button}>
              {button.label}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
