export { type ComparedLine, type Comparison, compareTurns, printCompared } from './compare.ts'
export { Coverage, type Edge, edgesOf, type FlowCoverage, percentOf, type Share, sumOf } from './coverage.ts'
export { type Disguised, disguise } from './disguise.ts'
export { brazeActionOf, brazeRequestOf, type Miss, type RunAction } from './expected.ts'
export { type Generated, generateStories } from './generate.ts'
export { type Line, quote } from './line.ts'
export { brokenPattern, compareValue } from './match.ts'
export { type Advanced, advance, type Happening, type Moment, newMoment, nextTimer } from './moment.ts'
export { type Deviation, missingBeginning, type Played, performStory, playStory, remainder } from './play.ts'
export {
  type OriginalTurn,
  playExactly,
  type RecordedConversation,
  type RecordedEvent,
  type Replayed,
  replay,
} from './record.ts'
export { fileNamed } from './spoken.ts'
export { type PlayedTurn, Stage, type StageOptions } from './stage.ts'
export { type Step, type Steps, type Story, storyFile, usualBeginning, usualContact } from './story.ts'
export { parseStories, type ReadStoryFile, type StoryFile, type WrittenStory } from './story-file.ts'
export { Talk } from './talk.ts'
export { addToStoryFile, writeStoryFile } from './write-file.ts'
export { durationOf, type Written, writeStory } from './written.ts'
