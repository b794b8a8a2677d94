/** What the worker answers to each call. Asked twice, each gives the same answer. */
import {
  dataPoints,
  type Effect,
  type Program,
  plainOf,
  previewLogic,
  previewText,
  type SolutionSource,
  type VariableType,
} from '@parley/flow'
import { usualBeginning, usualContact } from '@parley/flow/story'
import { clusterTexts } from '@parley/nlu/intents'
import type { Compiler } from './compiler.ts'
import { unfinishedOutcome } from './draft-program.ts'
import { begin, faultOf, pass, playAgain, take } from './play.ts'
import type {
  Answer,
  Ask,
  Beginning,
  CallName,
  PlayAnswer,
  Previewed,
  ShownContent,
  SimulatedTurn,
} from './protocol.ts'
import { qualityOf } from './quality.ts'
import { generate, record, runStories } from './stories.ts'
import { trySentence } from './try-sentence.ts'

type Handlers = {
  readonly [Name in CallName]: (compiler: Compiler, ask: Ask<Name>, progress: (done: number) => void) => Answer<Name>
}

export const handlers: Handlers = {
  sync: (compiler, edit) => compiler.sync(edit),
  train: (compiler) => compiler.train(),
  model: (compiler, { model }) => compiler.learn(model),
  trySentence({ checker, understanding }, ask) {
    const { intents } = checker.source
    if (intents === undefined || !hasExamples(intents)) return { kind: 'impossible' }
    if (!understanding.hasLearned) return { kind: 'learning' }
    return { kind: 'tried', tried: trySentence(understanding.recognizer, intents, ask) }
  },
  quality({ checker, understanding }, { live }, progress) {
    const { intents } = checker.source
    if (intents === undefined || !hasExamples(intents)) return null
    const vectors = understanding.vectorsFor(intents)
    return vectors === null ? null : qualityOf(intents, live, progress, vectors)
  },
  cluster: (_, { texts }) => clusterTexts(texts),
  scope: (compiler, { flow, node }) => compiler.scope(flow, node),
  preview,
  content,
  dataPoints: ({ program }) => (program === null ? null : dataPoints(program)),
  begin: (compiler, { beginning }) =>
    played(compiler, beginning, (program) => {
      const turn = begin(program, beginning)
      return { turns: [turn], moment: turn.moment }
    }),
  advance: (compiler, { beginning, version, moment, happening }) =>
    version !== compiler.version
      ? { kind: 'stale' }
      : played(compiler, beginning, (program) => {
          const turn = take(program, moment, happening)
          return { turns: [turn], moment: turn.moment }
        }),
  pass: (compiler, { beginning, version, moment, until }) =>
    version !== compiler.version
      ? { kind: 'stale' }
      : played(compiler, beginning, (program) => pass(program, moment, until)),
  replay(compiler, { beginning, turns }) {
    const { version, draft } = compiler
    const { program, reason } = draft
    const fault = program === null ? (reason ?? nothingToPlay) : faultOf(program, beginning)
    if (program === null || fault !== null) return { turns: [], version, stuck: fault }
    return { ...playAgain(program, beginning, turns), version }
  },
  repairs: (compiler, { problem }) => compiler.repairs(problem),
  unfinished: ({ draft }) => draft.unfinished,
  record(compiler, ask) {
    if (compiler.program === null) throw new Error('The flows have errors and cannot be played.')
    return record(compiler.program, ask)
  },
  runStories: (compiler, ask, progress) =>
    // What is unfinished has no story: as in `parley test`, a solution with errors is not tested.
    runStories(compiler.checker.compiled.program, ask, (done, total) => progress(done / total)),
  generate: (compiler, { files }) => generate(compiler.checker.compiled.program, compiler.checker.source, files),
}

/** UN1 */
export async function answerTo<Name extends CallName>(
  compiler: Compiler,
  call: Name,
  ask: Ask<Name>,
  progress: (done: number) => void = () => {},
): Promise<Answer<Name>> {
  const answer = handlers[call](compiler, ask, progress)
  if (!compiler.understanding.isPartial) return answer
  await compiler.understanding.complete()
  return handlers[call](compiler, ask, progress)
}

/** Where a file cannot be read, or no intent has an example, nothing is ever learned. */
const hasExamples = (intents: NonNullable<SolutionSource['intents']>): boolean =>
  Object.values(intents).some((examples) => examples.length > 0)

const nothingToPlay = 'There is nothing to play.'

type Played = { readonly turns: readonly SimulatedTurn[]; readonly moment: SimulatedTurn['moment'] }

function played({ draft, version }: Compiler, beginning: Beginning, play: (program: Program) => Played): PlayAnswer {
  const { program, reason } = draft
  if (program === null) return { kind: 'stuck', reason: reason ?? nothingToPlay }
  const fault = faultOf(program, beginning)
  return fault === null ? { kind: 'played', ...play(program), version } : { kind: 'stuck', reason: fault }
}

function preview(compiler: Compiler, ask: Ask<'preview'>): Previewed {
  const { flow, source, as, more = null, values } = ask
  const { source: solution } = compiler.checker
  const given = {
    values,
    at: usualBeginning,
    language: ask.language ?? solution.language ?? 'en',
    profile: solution.profile ?? [],
  }
  if (as !== 'logic') return previewText(source, as, given)
  const variables = compiler.scope(flow, null)?.variables ?? []
  // The compiler names none but these.
  const types = Object.fromEntries(variables.map(({ name, type }) => [name, type as VariableType]))
  return previewLogic(source, types, given, more)
}

function content(compiler: Compiler, { flow, node, values, language }: Ask<'content'>): ShownContent | null {
  const beginning: Beginning = {
    flow,
    node,
    at: usualBeginning,
    contact: { id: usualContact },
    variables: values,
    page: null,
    ...(language === undefined ? {} : { language }),
  }
  const answer = handlers.begin(compiler, { beginning }, () => {})
  if (answer.kind !== 'played') return null
  const effects = answer.turns[0]?.effects ?? []
  const said = effects.filter((effect): effect is Extract<Effect, { kind: 'send' }> => effect.kind === 'send')
  const [sent] = said
  // A node with an error is played as an end that says what is wrong, which is not what people will read.
  const isCut = said.length === 1 && effects.some((each) => each.kind === 'end' && each.outcome === unfinishedOutcome)
  return sent === undefined || isCut ? null : { content: sent.content, plain: plainOf(sent.content) }
}
