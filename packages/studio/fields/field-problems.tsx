import { AlertTriangle, XCircle } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { mendable } from '../problems/mendable.ts'
import { Button } from '../ui/index.ts'
import styles from './fields.module.css'
import type { ToldProblem } from './form.tsx'

const RepairMenu = lazy(async () => ({ default: (await import('../problems/repair-menu.tsx')).RepairMenu }))

const useWords = defineWords({ en: { fix: 'Fix …', close: 'Close' }, ko: { fix: '고치기 …', close: '닫기' } })

/** What is wrong here and what to do about it, beside the field; what can be mended with one click, is. */
export function FieldProblems({ problems, id }: { readonly problems: readonly ToldProblem[]; readonly id?: string }) {
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} {...(id === undefined ? {} : { id })}>
      {problems.map((problem) => (
        <FieldProblem key={`${problem.code} ${problem.reason}`} problem={problem} />
      ))}
    </ul>
  )
}

function FieldProblem({ problem }: { readonly problem: ToldProblem }) {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const [isOpen, setOpen] = useState(false)
  const { severity, code, reason, repair, place } = problem
  return (
    <li data-severity={severity}>
      {severity === 'error' ? <XCircle size={14} aria-hidden /> : <AlertTriangle size={14} aria-hidden />}
      <div>
        {reason} {repair}
        {mayEdit && place.flow !== undefined && mendable.has(code) ? (
          <div className={styles.fix}>
            <Button kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
              {isOpen ? words.close : words.fix}
            </Button>
          </div>
        ) : null}
        {isOpen ? (
          <Suspense>
            <RepairMenu problem={problem.told ?? problem} onDone={() => setOpen(false)} />
          </Suspense>
        ) : null}
      </div>
    </li>
  )
}
