import { useQuery } from '@tanstack/react-query'
import { defineWords } from '../app/words.ts'
import { Section, useField, useForm } from '../fields/form.tsx'
import type { Path } from '../fields/path.ts'
import { loadFlowSchema, nodeSchema, schemaAt } from '../fields/schema.ts'
import { ObjectSetting } from '../fields/schema-setting.tsx'
import type { JsonObject } from '../source/json.ts'

const useWords = defineWords({ en: { title: 'More settings' }, ko: { title: '그 밖의 설정' } })

/** What the language has at this place and the form there does not edit: `edited` are those that it does. */
export function OtherMembers({ path, edited }: { readonly path: Path; readonly edited: readonly string[] }) {
  const words = useWords()
  const { value, node } = useForm()
  const here = (useField(path).value ?? value) as JsonObject
  const { data: schema } = useQuery({
    queryKey: ['flow-schema'],
    queryFn: loadFlowSchema,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const whole = schema === undefined || node === null ? schema : nodeSchema(schema, String(value.kind))
  const own = whole === undefined ? undefined : schemaAt(whole, path, value)
  const left = Object.keys(own?.properties ?? {}).filter((name) => !edited.includes(name))
  if (own === undefined || left.length === 0) return null
  return (
    <Section title={words.title} open={left.some((name) => here[name] !== undefined)}>
      <ObjectSetting schema={own} path={path} label={words.title} without={edited} />
    </Section>
  )
}
