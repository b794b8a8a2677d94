/** What the worker answers to each call. */
import { dataPoints, type Effect, plainOf, previewLogic, previewText, type VariableType } from '@parley/flow'
import { usualBeginning, usualContact } from '@parley/flow/story'
import { clusterTexts } from '@parley/nlu'
import type { Compiler } from './compiler.ts'
import { begin, pass, playAgain, programFor, take } from './play.ts'
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
  trySentence({ checker }, ask) {
    const { recognizer, intents } = checker.source
    return recognizer === undefined || intents === undefined ? null : trySentence(recognizer, intents, ask)
  },
  quality({ checker }, { live }, progress) {
    const { intents } = checker.source
    return intents === undefined ? null : qualityOf(intents, live, progress)
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
    const program = draft.program === null ? draft.reason : programFor(draft.program, beginning)
    if (program === null || typeof program === 'string')
      return { turns: [], version, stuck: program ?? 'There is nothing to play.' }
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

type Played = { readonly turns: readonly SimulatedTurn[]; readonly moment: SimulatedTurn['moment'] }

function played(
  { draft, version }: Compiler,
  beginning: Beginning,
  play: (program: Exclude<ReturnType<typeof programFor>, string>) => Played,
): PlayAnswer {
  if (draft.program === null) return { kind: 'stuck', reason: draft.reason ?? 'There is nothing to play.' }
  const program = programFor(draft.program, beginning)
  if (typeof program === 'string') return { kind: 'stuck', reason: program }
  return { kind: 'played', ...play(program), version }
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
  const [turn] = answer.turns
  const sent = turn?.effects.find((effect): effect is Extract<Effect, { kind: 'send' }> => effect.kind === 'send')
  return sent === undefined ? null : { content: sent.content, plain: plainOf(sent.content) }
}
