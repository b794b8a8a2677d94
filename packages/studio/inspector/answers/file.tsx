import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { LiquidSetting, NumberSetting, TextSetting } from '../../fields/settings.tsx'
import { Checkbox } from '../../ui/index.ts'

const useWords = defineWords({
  en: {
    kinds: 'What is taken',
    any: 'Nothing chosen: any file.',
    usual: { 'image/*': 'Pictures', 'application/pdf': 'PDF', 'video/*': 'Films', 'audio/*': 'Sound' },
    others: 'Other media types',
    add: 'Add a media type',
    type: 'Media type',
    size: 'Largest size in bytes',
    sizeHint: (megabytes: string) => `${megabytes} MB; at most 10 MB.`,
    cancel: 'Words for going on without a file',
    cancelHint: 'Offered where the exit “Cancelled” leads somewhere.',
  },
  ko: {
    kinds: '받을 파일',
    any: '고르지 않으면 모든 파일.',
    usual: { 'image/*': '사진', 'application/pdf': 'PDF', 'video/*': '동영상', 'audio/*': '소리' },
    others: '그 밖의 미디어 유형',
    add: '미디어 유형 추가',
    type: '미디어 유형',
    size: '최대 크기 (바이트)',
    sizeHint: (megabytes: string) => `${megabytes}MB, 최대 10MB.`,
    cancel: '파일 없이 계속할 때의 말',
    cancelHint: '“취소” 출구가 이어져 있을 때 보입니다.',
  },
})

export function FileAnswer({ path }: { readonly path: Path }) {
  const words = useWords()
  const accept = useField([...path, 'accept'])
  const { value: size } = useField([...path, 'max_bytes'])
  const given = (Array.isArray(accept.value) ? accept.value : []).map(String)
  const others = given.filter((type) => !Object.hasOwn(words.usual, type))
  const put = (types: readonly string[]) => accept.set(types.length === 0 ? undefined : types)
  const bytes = typeof size === 'number' ? size : 10_000_000
  return (
    <>
      <fieldset className={styles.card} data-field={accept.name}>
        <legend className={styles.label}>{words.kinds}</legend>
        {Object.entries(words.usual).map(([type, label]) => (
          <Checkbox
            key={type}
            label={label}
            checked={given.includes(type)}
            disabled={accept.readOnly}
            onChange={(checked) => put(checked ? [...given, type] : given.filter((each) => each !== type))}
          />
        ))}
        {given.length === 0 ? <span className={styles.hint}>{words.any}</span> : null}
      </fieldset>
      {others.length === 0 ? null : (
        <ListSetting
          path={[...path, 'accept']}
          label={words.others}
          add={words.add}
          optional
          most={50}
          fresh={() => 'text/csv'}
        >
          {(item) => <TextSetting path={item} label={words.type} quiet />}
        </ListSetting>
      )}
      <NumberSetting
        path={[...path, 'max_bytes']}
        label={words.size}
        hint={words.sizeHint((bytes / 1_000_000).toFixed(1))}
        placeholder="10000000"
        optional
      />
      <LiquidSetting path={[...path, 'cancel']} label={words.cancel} hint={words.cancelHint} optional />
    </>
  )
}
