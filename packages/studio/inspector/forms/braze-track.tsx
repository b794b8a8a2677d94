import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Fields, Section, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { FlagSetting, LiquidSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { BrazeAttributes } from './braze-attributes.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeProperties } from './braze-properties.tsx'
import { BrazeUser } from './braze-user.tsx'

const useWords = defineWords({
  en: {
    events: 'Events',
    addEvent: 'Add an event',
    event: 'Name of the event',
    properties: 'Properties',
    time: 'When it happened',
    app: 'App',
    purchases: 'Purchases',
    addPurchase: 'Add a purchase',
    product: 'Product',
    currency: 'Currency',
    price: 'Price of one',
    quantity: 'How many',
    more: 'More',
    merge: 'Merge objects into what is there',
    mergeHint: 'Otherwise an object attribute is replaced as a whole.',
    existing: 'Make no new profile',
    deltas: 'Send attributes only when they have changed',
    deltasHint: 'Saves data points.',
  },
  ko: {
    events: '이벤트',
    addEvent: '이벤트 추가',
    event: '이벤트 이름',
    properties: '속성',
    time: '일어난 시각',
    app: '앱',
    purchases: '구매',
    addPurchase: '구매 추가',
    product: '제품',
    currency: '통화',
    price: '하나의 가격',
    quantity: '수량',
    more: '더 보기',
    merge: '있는 객체에 합치기',
    mergeHint: '그렇지 않으면 객체 속성 전체가 바뀝니다.',
    existing: '새 프로필을 만들지 않기',
    deltas: '바뀐 속성만 보내기',
    deltasHint: '데이터 포인트를 아낍니다.',
  },
})

export function BrazeTrackForm() {
  const words = useWords()
  const settings = ['merge_objects', 'update_existing_only', 'deltas'].map((name) => useFieldValue(name))
  return (
    <Fields>
      <BrazeAttributes />
      <ListSetting
        path={['events']}
        label={words.events}
        add={words.addEvent}
        optional
        fresh={() => ({ name: '' })}
        nameOf={(item) => String((item as { name?: unknown }).name ?? '')}
      >
        {(path) => (
          <div className={styles.card}>
            <LiquidSetting path={[...path, 'name']} label={words.event} placeholder="signed_up" />
            <Happening path={path} />
          </div>
        )}
      </ListSetting>
      <ListSetting
        path={['purchases']}
        label={words.purchases}
        add={words.addPurchase}
        optional
        fresh={() => ({ product_id: "''", currency: "'EUR'", price: '0' })}
      >
        {(path) => (
          <div className={styles.card}>
            <ValueSetting path={[...path, 'product_id']} label={words.product} />
            <ValueSetting path={[...path, 'price']} label={words.price} />
            <ValueSetting path={[...path, 'currency']} label={words.currency} />
            <ValueSetting path={[...path, 'quantity']} label={words.quantity} />
            <Happening path={path} />
          </div>
        )}
      </ListSetting>
      <BrazeUser identifiers={['external_id', 'braze_id', 'alias', 'email', 'phone']} />
      <Section title={words.more} open={settings.some((value) => value !== undefined)}>
        <FlagSetting path={['deltas']} label={words.deltas} hint={words.deltasHint} usual />
        <FlagSetting path={['update_existing_only']} label={words.existing} />
        <FlagSetting path={['merge_objects']} label={words.merge} hint={words.mergeHint} />
      </Section>
      <BrazeCall />
    </Fields>
  )
}

const useFieldValue = (name: string) => useField([name]).value

function Happening({ path }: { readonly path: Path }) {
  const words = useWords()
  const { value: time } = useField([...path, 'time'])
  const { value: app } = useField([...path, 'app_id'])
  return (
    <>
      <BrazeProperties path={[...path, 'properties']} label={words.properties} />
      <Section title={words.more} open={time !== undefined || app !== undefined}>
        <ValueSetting path={[...path, 'time']} label={words.time} />
        <LiquidSetting path={[...path, 'app_id']} label={words.app} optional />
      </Section>
    </>
  )
}
