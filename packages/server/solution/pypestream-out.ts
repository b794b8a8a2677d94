import { basename, extname } from 'node:path'
import { exportPypestream, type PypestreamExport, type SolutionFiles } from '@parley/flow/pypestream'
import { flowNameOf, flowPath, type SourceFiles } from '@parley/studio/source'
import { pypestreamIntents } from './pypestream-intents.ts'
import { settingsFile } from './settings-file.ts'

/** The files of a Pypestream bot, out of those of a solution. */
export function pypestreamOf(files: SourceFiles): PypestreamExport {
  const start = startOf(files)
  const text = files[flowPath(start)]
  if (text === undefined) {
    const reason = `The flow "${start}", with which the solution begins, is not there.`
    const place = { file: 'solution.ts' }
    return {
      files: null,
      problems: [
        { code: 'pypestream-export', severity: 'error', place, reason, repair: 'Add it, or begin with another one.' },
      ],
    }
  }
  return exportPypestream({ flow: { file: flowPath(start), text }, ...besides(files, start) })
}

function startOf(files: SourceFiles): string {
  const read = settingsFile().readSolutionFile(files['solution.ts'] ?? '')
  const start = read.kind === 'read' ? read.settings.start : undefined
  return typeof start === 'string' ? start : 'main'
}

function besides(files: SourceFiles, start: string): Omit<SolutionFiles, 'flow'> {
  const scripts = Object.entries(files).flatMap(([path, text]): [string, string][] =>
    /^actions\/[^/]+\.py$/.test(path) ? [[basename(path, extname(path)), text]] : [],
  )
  const [intents, entities, app] = [pypestreamIntents(files), files['nlu/entities.yaml'], files['app.py']]
  return {
    otherFlows: Object.keys(files)
      .flatMap((path) => flowNameOf(path) ?? [])
      .filter((name) => name !== start),
    ...(intents === undefined ? {} : { intents }),
    ...(entities === undefined ? {} : { entities }),
    ...(app === undefined ? {} : { app }),
    scripts: Object.fromEntries(scripts),
  }
}
