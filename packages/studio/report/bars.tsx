import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import styles from './report.module.css'

/** One kind of thing that is counted. `look`: told apart without colour, too. */
export interface Kind {
  readonly key: string
  readonly name: string
  readonly look: 'full' | 'stripes' | 'dots'
  readonly colour: string
}

export interface BarsProps {
  readonly kinds: readonly Kind[]
  /** One bar each; `name` is below it. */
  readonly rows: readonly ({ readonly name: string } & { readonly [kind: string]: string | number })[]
}

/** Counts, one on top of the other. */
export function Bars({ kinds, rows }: BarsProps) {
  return (
    <>
      {kinds.length < 2 ? null : <Legend kinds={kinds} />}
      <div className={styles.chart}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 240 }}>
          <BarChart data={[...rows]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <Looks kinds={kinds} />
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="name" tick={tick} tickLine={false} stroke="var(--border-strong)" minTickGap={12} />
            <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} width={44} />
            <Tooltip
              cursor={{ fill: 'var(--surface-3)', opacity: 0.6 }}
              contentStyle={{ background: 'var(--surface)', borderColor: 'var(--border)', borderRadius: 8 }}
              itemStyle={{ color: 'var(--text)' }}
              labelStyle={{ color: 'var(--text)', fontWeight: 600 }}
            />
            {kinds.map(({ key, name }) => (
              <Bar
                key={key}
                dataKey={key}
                name={name}
                stackId="all"
                fill={`url(#look-${key})`}
                stroke="var(--surface)"
                isAnimationActive={false}
                maxBarSize={48}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </>
  )
}

const tick = { fill: 'var(--text-2)', fontSize: 12 }

function Legend({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <ul className={styles.legend}>
      {kinds.map((kind) => (
        <li key={kind.key}>
          <svg width="14" height="14" role="presentation">
            <Looks kinds={[{ ...kind, key: `legend-${kind.key}` }]} />
            <rect width="14" height="14" rx="3" fill={`url(#look-legend-${kind.key})`} />
          </svg>
          {kind.name}
        </li>
      ))}
    </ul>
  )
}

function Looks({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <defs>
      {kinds.map(({ key, look, colour }) => (
        <pattern
          key={key}
          id={`look-${key}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          {...(look === 'stripes' && { patternTransform: 'rotate(45)' })}
        >
          <rect width="8" height="8" fill={colour} />
          {look === 'stripes' ? <rect width="3" height="8" fill="var(--surface)" opacity="0.65" /> : null}
          {look === 'dots' ? <circle cx="4" cy="4" r="1.8" fill="var(--surface)" opacity="0.8" /> : null}
        </pattern>
      ))}
    </defs>
  )
}
