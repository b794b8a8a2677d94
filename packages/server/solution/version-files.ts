/** The files of a solution, out of one of its versions: what a build keeps of them. */
import { intentsPath } from '@parley/nlu'
import type { SourceFiles } from '@parley/studio/source'
import { stringify } from 'yaml'
import type { SolutionBuild } from './build.ts'
import { settingsFile } from './settings-file.ts'
import type { LeftOut } from './zip-files.ts'

export interface VersionFiles {
  readonly files: SourceFiles
  /** What the version does not keep as it was written. */
  readonly leftOut: readonly LeftOut[]
}

/** Longer sources are kept by their size only, see `sources.ts`. */
const shortened = /^\(\d+ bytes\)$/

/** Flows, texts, intents, settings and actions. Tests and notes are in no version. */
export function filesOfBuild(build: SolutionBuild): VersionFiles {
  const files: { [path: string]: string } = {}
  const leftOut: LeftOut[] = []
  for (const { file, text } of [...Object.values(build.flows), ...Object.values(build.texts)]) files[file] = text
  for (const [file, text] of Object.entries({ ...build.sources, ...build.python?.files })) {
    if (shortened.test(text)) leftOut.push({ file, reason: 'It is too long to be kept with a version.' })
    else files[file] = text
  }
  for (const name of Object.keys(build.actions))
    if (
      !Object.keys(files).some((file) => file.startsWith(`actions/${name}.`)) &&
      build.python?.actions[name] === undefined
    )
      leftOut.push({ file: `actions/${name}.ts`, reason: 'The version does not keep its source.' })
  if (build.nlu?.files !== undefined) Object.assign(files, build.nlu.files)
  else if (build.nlu !== undefined) files[intentsPath] = intentsFile(build.nlu)
  if (files['solution.ts'] === undefined) {
    files['solution.ts'] = settingsOf(build)
    leftOut.push({ file: 'solution.ts', reason: 'The version does not keep its source; it was written anew.' })
  }
  return { files, leftOut }
}

const intentsFile = ({ intents, leastConfidence }: NonNullable<SolutionBuild['nlu']>): string =>
  stringify(
    {
      intents: Object.fromEntries(Object.entries(intents).map(([intent, examples]) => [intent, { examples }])),
      ...(leastConfidence === null ? {} : { out_of_scope: { threshold: leastConfidence } }),
    },
    { lineWidth: 0 },
  )

function settingsOf(build: SolutionBuild): string {
  const { name, customer, start, params, secrets, egress, language, fallbacks, strictTexts, channels } = build
  const { report, retarget, web, identity, outreach, insight, listen, privacy, understanding } = build
  return newSettings({
    name,
    ...(customer === null ? {} : { customer }),
    start,
    ...(language === null ? {} : { language }),
    ...(Object.keys(fallbacks).length === 0 ? {} : { fallbacks }),
    ...(strictTexts ? { strictTexts } : {}),
    ...{
      channels,
      params,
      secrets,
      egress,
      web,
      report,
      retarget,
      identity,
      outreach,
      insight,
      listen,
      privacy,
      understanding,
    },
  })
}

/** `solution.ts` with these members. */
export function newSettings(members: { readonly [member: string]: unknown }): string {
  // As JSON has it: what is undefined is left out.
  const values = JSON.parse(JSON.stringify(members)) as { readonly [member: string]: never }
  const lines = Object.entries(values).map(
    ([member, value]) => `  ${member}: ${settingsFile().printLiteral(value, '  ')},\n`,
  )
  return `import { defineSolution } from '@parley/actions'\n\nexport default defineSolution({\n${lines.join('')}})\n`
}
