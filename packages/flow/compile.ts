import { type Compiled, type CompileOptions, createChecker } from './checker.ts'
import type { SolutionSource } from './source.ts'

export type { Compiled, CompileOptions } from './checker.ts'

/**
 * Turns flow files into a program, or says everything that is wrong with them. Pure and total: whatever the source holds, the
 * answer is a program or problems.
 */
export function compile(source: SolutionSource, options: CompileOptions = {}): Compiled {
  return createChecker(source, options).compiled
}
