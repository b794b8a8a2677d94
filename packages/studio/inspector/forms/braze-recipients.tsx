import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Section, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { FlagSetting } from '../../fields/settings.tsx'
import { BrazeAttributes } from './braze-attributes.tsx'
import { BrazeProperties } from './braze-properties.tsx'
import { BrazeUser } from './braze-user.tsx'

const useWords = defineWords({
  en: {
    existing: 'Only to people whom Braze knows already',
    existingHint: 'Otherwise a profile is made; that needs attributes.',
    profile: 'Write to the profile beforehand',
    several: 'Several recipients',
    add: 'Add a recipient',
    recipients: 'Recipients',
    hint: 'Instead of the person above; up to 50.',
  },
  ko: {
    existing: 'Braze가 이미 아는 사람에게만',
    existingHint: '그렇지 않으면 프로필을 만듭니다. 속성이 필요합니다.',
    profile: '먼저 프로필에 기록',
    several: '여러 수신자',
    add: '수신자 추가',
    recipients: '수신자',
    hint: '위의 사람 대신 최대 50명.',
  },
})

const identifiers = ['external_id', 'braze_id', 'alias', 'email'] as const

/** To whom it goes: the contact, somebody else, or several. `properties`: the member that goes along, and what it is called. */
export function BrazeRecipients({ properties, label }: { readonly properties: string; readonly label: string }) {
  const words = useWords()
  const { value: recipients } = useField(['recipients'])
  return (
    <>
      {recipients === undefined ? <Recipient path={[]} /> : null}
      <Section title={words.several} open={recipients !== undefined}>
        <ListSetting
          path={['recipients']}
          label={words.recipients}
          hint={words.hint}
          add={words.add}
          optional
          most={50}
          fresh={() => ({ user: { external_id: '' } })}
        >
          {(path) => (
            <div className={styles.card}>
              <Recipient path={path} />
              <BrazeProperties path={[...path, properties]} label={label} />
            </div>
          )}
        </ListSetting>
      </Section>
    </>
  )
}

function Recipient({ path }: { readonly path: Path }) {
  const words = useWords()
  const { value: attributes } = useField([...path, 'attributes'])
  const { value: existing } = useField([...path, 'send_to_existing_only'])
  return (
    <>
      <BrazeUser path={[...path, 'user']} identifiers={identifiers} />
      <Section title={words.profile} open={attributes !== undefined || existing !== undefined}>
        <BrazeAttributes path={[...path, 'attributes']} />
        <FlagSetting path={[...path, 'send_to_existing_only']} label={words.existing} hint={words.existingHint} usual />
      </Section>
    </>
  )
}
