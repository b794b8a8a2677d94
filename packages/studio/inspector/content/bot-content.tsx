import type { NodeSource } from '@parley/flow'
import type { ComponentType } from 'react'
import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import fieldStyles from '../../fields/fields.module.css'
import { FieldBox, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import { FlagSetting, LiquidSetting, NumberSetting, TextSetting } from '../../fields/settings.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Notice, Select } from '../../ui/index.ts'
import { CardsSetting } from './cards.tsx'
import { Degrees } from './degrees.tsx'
import { LinkButtonSetting } from './link-button.tsx'
import { Picture } from './picture.tsx'

type SaySource = Extract<NodeSource, { readonly kind: 'say' }>
export type BotContentType = NonNullable<SaySource['content']>['type']

const useWords = defineWords({
  en: {
    type: 'Shown with the words',
    types: {
      none: 'Nothing',
      image: 'A picture',
      video: 'A film',
      file: 'A file to download',
      link: 'A link with a preview',
      'web-view': 'A web page',
      location: 'A place on the map',
      carousel: 'Cards side by side',
      buttons: 'Buttons that open addresses',
    },
    url: 'Address',
    https: 'It begins with https://',
    alt: 'What the picture shows',
    altHint: 'Read out to people who cannot see it.',
    noAlt:
      'Say what the picture shows, so that everybody gets the message. Only a picture that merely adorns needs no words.',
    adorns: 'It only adorns',
    title: 'Title',
    poster: 'Picture before it plays',
    name: 'Name of the file',
    mediaType: 'Media type',
    size: 'Size in bytes',
    label: 'Words',
    inline: 'Show it in the conversation itself',
    height: 'Height in pixels',
    place: 'Name of the place',
    address: 'Address in words',
    latitude: 'Latitude',
    longitude: 'Longitude',
    buttons: 'Buttons',
    addButton: 'Add a button',
    learnMore: 'Learn more',
    card: 'Title',
  },
  ko: {
    type: '글과 함께 보여 줄 것',
    types: {
      none: '없음',
      image: '그림',
      video: '동영상',
      file: '내려받을 파일',
      link: '미리보기가 있는 링크',
      'web-view': '웹페이지',
      location: '지도 위의 장소',
      carousel: '나란한 카드',
      buttons: '주소를 여는 버튼',
    },
    url: '주소',
    https: 'https:// 로 시작합니다',
    alt: '그림의 내용',
    altHint: '그림을 볼 수 없는 사람에게 읽어 줍니다.',
    noAlt: '모두가 이해할 수 있게 그림의 내용을 적어 주세요. 꾸미기만 하는 그림에는 필요 없습니다.',
    adorns: '꾸미기용 그림',
    title: '제목',
    poster: '재생 전의 그림',
    name: '파일 이름',
    mediaType: '미디어 유형',
    size: '크기 (바이트)',
    label: '글',
    inline: '대화 안에 바로 보여 주기',
    height: '높이 (픽셀)',
    place: '장소 이름',
    address: '글로 쓴 주소',
    latitude: '위도',
    longitude: '경도',
    buttons: '버튼',
    addButton: '버튼 추가',
    learnMore: '더 알아보기',
    card: '제목',
  },
})

type Words = ReturnType<typeof useWords>
const path = ['content']
const at = (name: string) => [...path, name]

const fresh: { readonly [type in BotContentType]: (words: Words) => JsonObject } = {
  image: () => ({ type: 'image', url: 'https://', alt: '' }),
  video: (words) => ({ type: 'video', url: 'https://', title: words.types.video }),
  file: (words) => ({ type: 'file', url: 'https://', name: words.types.file }),
  link: (words) => ({ type: 'link', url: 'https://', label: words.learnMore }),
  'web-view': () => ({ type: 'web-view', url: 'https://' }),
  location: () => ({ type: 'location', latitude: 51.5007, longitude: -0.1246 }),
  carousel: (words) => ({ type: 'carousel', cards: [{ title: words.card }] }),
  buttons: (words) => ({ type: 'buttons', choices: [{ label: words.learnMore, url: 'https://' }] }),
}

const kinds: { readonly [type in BotContentType]: ComponentType } = {
  image: ImageSetting,
  video: VideoSetting,
  file: FileSetting,
  link: LinkSetting,
  'web-view': WebViewSetting,
  location: LocationSetting,
  carousel: () => <CardsSetting path={at('cards')} />,
  buttons: ButtonsSetting,
}

const isType = (type: unknown): type is BotContentType => typeof type === 'string' && Object.hasOwn(kinds, type)

/** What a message shows besides its words. */
export function BotContentSetting() {
  const words = useWords()
  const field = useField(path)
  const { type, url } = (field.value ?? {}) as JsonObject
  const Settings = isType(type) ? kinds[type] : null
  return (
    <FieldBox field={field}>
      <Select
        label={words.type}
        value={isType(type) ? type : 'none'}
        disabled={field.readOnly}
        options={(['none', ...(Object.keys(fresh) as BotContentType[])] as const).map((value) => ({
          value,
          label: words.types[value],
        }))}
        onChange={(to) => {
          if (to === type) return
          // The address is the same whatever stands there.
          const made = to === 'none' ? undefined : fresh[to](words)
          field.set(made?.url !== undefined && typeof url === 'string' ? { ...made, url } : made)
        }}
      />
      <FieldProblems problems={field.problems} />
      {Settings === null ? null : (
        <div className={fieldStyles.card}>
          <Settings />
        </div>
      )}
    </FieldBox>
  )
}

function Url() {
  const words = useWords()
  return <LiquidSetting path={at('url')} label={words.url} hint={words.https} placeholder="https://…" />
}

function ImageSetting() {
  const words = useWords()
  const { value } = useField(path)
  const { url, alt } = (value ?? {}) as JsonObject
  return (
    <>
      <Picture url={String(url ?? '')} alt={String(alt ?? '')} />
      <Url />
      <LiquidSetting path={at('alt')} label={words.alt} hint={words.altHint} />
      {typeof alt === 'string' && alt.trim() === '' ? <Notice tone="warn">{words.noAlt}</Notice> : null}
    </>
  )
}

function VideoSetting() {
  const words = useWords()
  return (
    <>
      <Url />
      <LiquidSetting path={at('title')} label={words.title} />
      <LiquidSetting path={at('poster')} label={words.poster} placeholder="https://…" optional />
    </>
  )
}

function FileSetting() {
  const words = useWords()
  return (
    <>
      <Url />
      <LiquidSetting path={at('name')} label={words.name} />
      <TextSetting path={at('media_type')} label={words.mediaType} placeholder="application/pdf" optional />
      <NumberSetting path={at('size')} label={words.size} optional />
    </>
  )
}

function LinkSetting() {
  const words = useWords()
  return (
    <>
      <Url />
      <LiquidSetting path={at('label')} label={words.label} />
    </>
  )
}

function WebViewSetting() {
  const words = useWords()
  const { value: inline } = useField(at('inline'))
  return (
    <>
      <Url />
      <LiquidSetting path={at('label')} label={words.label} optional />
      <FlagSetting path={at('inline')} label={words.inline} />
      {inline === true ? <NumberSetting path={at('height')} label={words.height} placeholder="320" optional /> : null}
    </>
  )
}

function LocationSetting() {
  const words = useWords()
  return (
    <>
      <LiquidSetting path={at('name')} label={words.place} optional />
      <LiquidSetting path={at('address')} label={words.address} optional />
      <div className={fieldStyles.two}>
        <Degrees path={at('latitude')} label={words.latitude} />
        <Degrees path={at('longitude')} label={words.longitude} />
      </div>
    </>
  )
}

function ButtonsSetting() {
  const words = useWords()
  return (
    <ListSetting
      path={at('choices')}
      label={words.buttons}
      add={words.addButton}
      most={20}
      fresh={() => ({ label: words.learnMore, url: 'https://' })}
      nameOf={(item) => String((item as JsonObject).label ?? '')}
    >
      {(button, index) => <LinkButtonSetting path={button} index={index} />}
    </ListSetting>
  )
}
