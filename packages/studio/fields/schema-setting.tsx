import { defineWords } from '../app/words.ts'
import type { Json } from '../source/json.ts'
import { Select } from '../ui/index.ts'
import styles from './fields.module.css'
import { useField } from './form.tsx'
import { ListSetting } from './list-setting.tsx'
import { MapSetting } from './map-setting.tsx'
import type { Path } from './path.ts'
import { freshOf, roleOf, type Schema, titleOf, variantName, variantOf } from './schema.ts'
import { ChoiceSetting, FlagSetting, LiquidSetting, NumberSetting, TextSetting } from './settings.tsx'
import { ValueSetting } from './value-setting.tsx'

const useWords = defineWords({
  en: { kind: (of: string) => `${of}: kind`, add: (what: string) => `Add to ${what}`, name: 'Name' },
  ko: { kind: (of: string) => `${of}: 종류`, add: (what: string) => `${what}에 추가`, name: '이름' },
})

/** A setting made of its schema, for what has no control of its own. */
export function SchemaSetting(props: {
  readonly schema: Schema
  readonly path: Path
  readonly label: string
  readonly optional?: boolean
}) {
  const words = useWords()
  const { schema, path, label, optional = false } = props
  const { description: hint } = schema
  const shared = { path, label, optional, ...(hint === undefined ? {} : { hint }) }
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return <UnionSetting {...props} />
  if (schema.enum !== undefined)
    return (
      <ChoiceSetting {...shared} options={schema.enum.map((each) => ({ value: String(each), label: String(each) }))} />
    )
  if (schema.const === true) return <FlagSetting path={path} label={label} {...(hint === undefined ? {} : { hint })} />
  switch (schema.type) {
    case 'boolean':
      return <FlagSetting path={path} label={label} {...(hint === undefined ? {} : { hint })} />
    case 'number':
    case 'integer':
      return <NumberSetting {...shared} />
    case 'array': {
      const { items = {} } = schema
      return (
        <ListSetting
          path={path}
          label={label}
          optional={optional}
          add={words.add(label)}
          fresh={() => freshOf(items) as Json}
          {...(hint === undefined ? {} : { hint })}
          {...(schema.maxItems === undefined ? {} : { most: schema.maxItems })}
        >
          {(item, index) => <SchemaSetting schema={items} path={item} label={`${label} ${index + 1}`} />}
        </ListSetting>
      )
    }
    case 'object':
      return typeof schema.additionalProperties === 'object' ? (
        <RecordSetting {...props} inner={schema.additionalProperties} />
      ) : (
        <ObjectSetting {...props} />
      )
    default:
      break
  }
  const role = roleOf(schema)
  if (role === 'text') return <LiquidSetting {...shared} />
  return role === 'logic' ? <ValueSetting {...shared} /> : <TextSetting {...shared} />
}

function RecordSetting({
  path,
  label,
  optional = false,
  inner,
}: Parameters<typeof SchemaSetting>[0] & { readonly inner: Schema }) {
  const words = useWords()
  return (
    <MapSetting
      path={path}
      label={label}
      optional={optional}
      nameLabel={words.name}
      add={words.add(label)}
      fresh={() => freshOf(inner) as Json}
    >
      {(member, name) => <SchemaSetting schema={inner} path={member} label={name} />}
    </MapSetting>
  )
}

/** The members of an object, except those named. */
export function ObjectSetting({
  schema,
  path,
  label,
  without = [],
}: Parameters<typeof SchemaSetting>[0] & { readonly without?: readonly string[] }) {
  const members = Object.entries(schema.properties ?? {}).filter(
    ([name, { const: only }]) => !without.includes(name) && (only === undefined || only === true),
  )
  const fields = members.map(([name, member]) => (
    <SchemaSetting
      key={name}
      schema={member}
      path={[...path, name]}
      label={titleOf(name)}
      optional={schema.required?.includes(name) !== true}
    />
  ))
  if (path.length === 0) return <>{fields}</>
  return (
    <fieldset className={styles.card}>
      <legend className={styles.label}>{label}</legend>
      {fields}
    </fieldset>
  )
}

function UnionSetting({ schema, path, label, optional = false }: Parameters<typeof SchemaSetting>[0]) {
  const words = useWords()
  const field = useField(path)
  const variants = schema.oneOf ?? schema.anyOf ?? []
  const present = field.value === undefined ? undefined : variantOf(schema, field.value)
  return (
    <div className={styles.box}>
      <Select
        label={words.kind(label)}
        value={present === undefined ? '' : variantName(present)}
        disabled={field.readOnly}
        options={[
          ...(optional || present === undefined ? [{ value: '', label: '–' }] : []),
          ...variants.map((variant) => ({ value: variantName(variant), label: titleOf(variantName(variant)) })),
        ]}
        onChange={(name) => {
          const variant = variants.find((each) => variantName(each) === name)
          field.set(variant === undefined ? undefined : (freshOf(variant) as Json))
        }}
      />
      {present === undefined || present.type === 'null' ? null : (
        <SchemaSetting
          schema={{ ...(schema.description === undefined ? {} : { description: schema.description }), ...present }}
          path={path}
          label={label}
        />
      )}
    </div>
  )
}
