import type { Matrix } from './matrix.ts'

const most = 7
/** Numbers beyond so many times the root of their mean square are cut. */
const reach = 2.6

/** Four bits for each number, two a byte: from 1 to 15; 8 is nothing. */
export function stepsOf({ values }: Matrix): Uint8Array {
  const spread = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
  const step = (reach * spread) / most
  const stepOf = (value: number): number => 8 + Math.max(-most, Math.min(most, Math.round(value / step)))
  return Uint8Array.from(
    { length: values.length / 2 },
    (_, at) => stepOf(values[2 * at] as number) * 16 + stepOf(values[2 * at + 1] as number),
  )
}
