import { Paintbrush } from 'lucide-react'
import { useEffect } from 'react'
import { useEditor } from '../editor/state.ts'
import { useJump } from '../problems/jump.ts'
import { useSource } from '../source/hooks.ts'
import { Button } from '../ui/index.ts'
import ui from '../ui/ui.module.css'
import { coveragePaint, percent } from './coverage-paint.ts'
import { useRuns } from './runs.ts'
import styles from './stories.module.css'
import { useWords } from './words.ts'

/** What the stories go through: as numbers for each flow, and painted on the canvas. */
export function CoverageView() {
  const words = useWords()
  const store = useSource()
  const jump = useJump()
  const coverage = useRuns((state) => state.coverage)
  const isPainted = useEditor((state) => state.paint?.title === words.painted)
  const paint = coveragePaint(words.painted, coverage, (name) => store.flow(name), words)
  useEffect(() => {
    // The numbers are others: so is what is painted.
    if (useEditor.getState().paint?.title === words.painted) useEditor.setState({ paint })
  }, [coverage])
  if (coverage.length === 0) return null
  const sum = (of: 'nodes' | 'edges') => ({
    covered: coverage.reduce((total, flow) => total + flow[of].covered, 0),
    total: coverage.reduce((total, flow) => total + flow[of].total, 0),
  })
  const rows = coverage.length > 1 ? [...coverage, { flow: '', nodes: sum('nodes'), edges: sum('edges') }] : coverage
  const toggle = (): void => {
    useEditor.setState({ paint: isPainted ? null : paint })
    const [first] = coverage
    if (!isPainted && first !== undefined) jump({ flow: useEditor.getState().flow || first.flow })
  }
  return (
    <section aria-label={words.coverage}>
      <div className={styles.head}>
        <h2>{words.coverage}</h2>
        <Button aria-pressed={isPainted} onPress={toggle}>
          <Paintbrush size={16} aria-hidden /> {isPainted ? words.unpaint : words.paint}
        </Button>
      </div>
      <p className={styles.soft}>{words.coverageText}</p>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{words.flow}</th>
            <th scope="col">{words.nodes}</th>
            <th scope="col">{words.edges}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ flow, nodes, edges }) => (
            <tr key={flow}>
              <th scope="row">{flow === '' ? words.all : flow}</th>
              <td>
                {percent(nodes)} % <span className={styles.soft}>({words.of(nodes.covered, nodes.total)})</span>
              </td>
              <td>
                {percent(edges)} % <span className={styles.soft}>({words.of(edges.covered, edges.total)})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
