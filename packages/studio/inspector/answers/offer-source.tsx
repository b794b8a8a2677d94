import { defineWords } from '../../app/words.ts'
import { useField, useForm } from '../../fields/form.tsx'
import { getAt, type Path, setAt } from '../../fields/path.ts'
import { LogicSetting } from '../../fields/settings.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Select } from '../../ui/index.ts'

const useWords = defineWords({
  en: {
    where: 'What is offered',
    kinds: {
      choices: 'Choices that stand here',
      cards: 'Cards side by side, with buttons',
      from: 'A list that is known then',
    },
    from: 'List',
    fromHint: 'A variable or an output with a list of texts, or of { id, label, description, image, url }.',
    choice: (number: number) => `Choice ${number}`,
    card: 'Card',
  },
  ko: {
    where: '보여 줄 것',
    kinds: { choices: '여기에 적은 선택지', cards: '버튼이 있는 카드들', from: '그때 알게 되는 목록' },
    from: '목록',
    fromHint: '글의 목록, 또는 { id, label, description, image, url } 목록이 든 변수나 출력값.',
    choice: (number: number) => `선택지 ${number}`,
    card: '카드',
  },
})

type Kind = 'choices' | 'cards' | 'from'

/** Where what is offered comes from. Choices become cards and the other way round. */
export function OfferSource({ path, kinds }: { readonly path: Path; readonly kinds: readonly Kind[] }) {
  const words = useWords()
  const { edit, readOnly } = useForm()
  const { value } = useField(path)
  const answer = (value ?? {}) as JsonObject
  const kind: Kind = answer.from !== undefined ? 'from' : answer.cards !== undefined ? 'cards' : 'choices'
  function change(to: Kind): void {
    edit((before) => {
      const { choices, cards, from, style, ...others } = (getAt(before, path) ?? {}) as JsonObject
      const list = Array.isArray(choices)
        ? choices
        : (Array.isArray(cards) ? cards : []).flatMap((card) => {
            const buttons = (card as JsonObject).choices
            return Array.isArray(buttons) ? buttons.filter((button) => (button as JsonObject).id !== undefined) : []
          })
      const some = list.length > 0 ? list : [{ id: 'choice_1', label: words.choice(1) }]
      const made: JsonObject =
        to === 'from'
          ? { from: '' }
          : to === 'cards'
            ? { cards: [{ title: words.card, choices: some.slice(0, 6) }] }
            : { choices: some }
      const kept = to !== 'cards' && style !== 'carousel' && style !== undefined ? { style } : {}
      return setAt(before, path, { ...others, ...made, ...kept })
    })
  }
  return (
    <>
      <Select
        label={words.where}
        value={kind}
        disabled={readOnly}
        options={kinds.map((each) => ({ value: each, label: words.kinds[each] }))}
        onChange={(to) => {
          if (to !== kind) change(to)
        }}
      />
      {kind === 'from' ? <LogicSetting path={[...path, 'from']} label={words.from} hint={words.fromHint} /> : null}
    </>
  )
}
