import { ArrowRight } from 'lucide-react'
import { defineWords } from '../app/words.ts'
import { connect, disconnect } from '../canvas/edit.ts'
import { exitsOf } from '../canvas/exits.ts'
import { portLabel } from '../canvas/port-label.ts'
import { usePortWords } from '../canvas/words.ts'
import { reveal, useEditor } from '../editor/state.ts'
import { FieldProblems } from '../fields/field-problems.tsx'
import fieldStyles from '../fields/fields.module.css'
import { useForm, useProblems } from '../fields/form.tsx'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { IconButton, Select } from '../ui/index.ts'
import styles from './inspector.module.css'

const useWords = defineWords({
  en: {
    title: 'Where it goes on',
    to: (port: string) => `${port}: leads to`,
    nowhere: 'Nowhere yet',
    jump: (node: string) => `Go to ${node}`,
    must: 'must lead somewhere',
    stray: 'this exit is gone',
    gone: 'is gone',
  },
  ko: {
    title: '다음 단계',
    to: (port: string) => `${port}: 이어질 노드`,
    nowhere: '아직 없음',
    jump: (node: string) => `${node}(으)로 가기`,
    must: '어딘가로 이어져야 함',
    stray: '없어진 출구',
    gone: '없어짐',
  },
})

/** The exits of a node and where each leads: what is drawn on the canvas, for the keyboard. */
export function Ports({ flow, file, id }: { readonly flow: string; readonly file: FlowFile; readonly id: string }) {
  const words = useWords()
  const portWords = usePortWords()
  const store = useSource()
  const { readOnly } = useForm()
  const known = useEditor((state) => state.analyses.get(flow)?.ports[id])
  const problems = useProblems(flow, id)
  const node = file.nodes[id]
  if (node === undefined || node.kind === 'end') return null
  const exits = exitsOf(node, known)
  const targets = Object.keys(file.nodes)
  return (
    <section className={fieldStyles.box} data-field="to" aria-label={words.title}>
      <h3 className={fieldStyles.label}>{words.title}</h3>
      <ul className={styles.ports}>
        {exits.map(({ name, to, required, stray }) => {
          const label = portLabel(node, name, portWords)
          const isGone = to !== undefined && !Object.hasOwn(file.nodes, to)
          return (
            <li key={name} data-field={`to.${name}`}>
              <div className={styles.port}>
                <span>
                  {label}
                  {stray ? <small className={fieldStyles.hint}> {words.stray}</small> : null}
                  {required && to === undefined ? <small className={fieldStyles.hint}> {words.must}</small> : null}
                </span>
                <Select
                  label={words.to(label)}
                  quiet
                  disabled={readOnly}
                  value={to === undefined ? '' : `.${to}`}
                  options={[
                    { value: '', label: words.nowhere },
                    ...targets.map((target) => ({ value: `.${target}`, label: target })),
                    ...(isGone ? [{ value: `.${to}`, label: `${to} (${words.gone})` }] : []),
                  ]}
                  onChange={(value) =>
                    store.editFlow(flow, (before) =>
                      value === ''
                        ? disconnect(before, [{ node: id, port: name }])
                        : connect(before, { node: id, port: name }, value.slice(1)),
                    )
                  }
                />
                {to === undefined || isGone ? (
                  <span />
                ) : (
                  <IconButton name={words.jump(to)} onPress={() => reveal(flow, to)}>
                    <ArrowRight size={16} aria-hidden />
                  </IconButton>
                )}
              </div>
              <FieldProblems problems={problems.filter(({ place }) => place.field === `to.${name}`)} />
            </li>
          )
        })}
      </ul>
      <FieldProblems problems={problems.filter(({ place }) => place.field === 'to')} />
    </section>
  )
}
