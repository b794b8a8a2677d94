import { cpus, totalmem } from 'node:os'
import { actions } from './actions.ts'
import { braze } from './braze.ts'
import { printRows, type Row } from './figures.ts'
import { flow } from './flow.ts'
import { outreach } from './outreach.ts'
import { pageEvents } from './page-events.ts'
import { pypestream } from './pypestream.ts'
import { soak } from './soak.ts'
import { openChats } from './sockets.ts'
import { startup } from './startup.ts'
import { stories } from './stories.ts'
import { studio } from './studio.ts'
import { openStudio } from './studio-open.ts'
import { turns } from './turns.ts'
import { widget } from './widget.ts'

/**
 * `npm run bench [parts]`: measures this machine, each part beside a floor taken in the same run. Machines are noisy: look at the
 * ratios. `soak` (half a million turns) runs only when it is named.
 */
const parts: { readonly [name: string]: { readonly title: string; readonly run: () => Promise<readonly Row[]> } } = {
  flow: { title: 'The flow language', run: flow },
  startup: { title: 'Start-up', run: startup },
  turns: { title: 'Turns over HTTP, six-question flow, durable', run: turns },
  actions: { title: 'Actions', run: actions },
  braze: { title: 'Braze', run: braze },
  outreach: { title: 'Outreach, acknowledged when committed', run: outreach },
  'page-events': { title: 'Page events over HTTP, durable', run: pageEvents },
  pypestream: { title: 'A Pypestream bot of 2,000 rows', run: pypestream },
  stories: { title: 'Transcript tests of the demo, as a command', run: stories },
  sockets: { title: 'Open chats', run: openChats },
  widget: { title: 'The widget on a page, in Chromium', run: widget },
  studio: { title: 'The canvas with 2,000 nodes, in Chromium', run: studio },
  'studio-open': { title: 'Opening the Studio, in Chromium', run: openStudio },
  soak: { title: 'Memory over half a million turns', run: soak },
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`)
  process.exitCode = 2
} else {
  const chosen = named.length > 0 ? named : Object.keys(parts).filter((name) => name !== 'soak')
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  )
  for (const name of chosen) {
    const part = parts[name]
    if (part !== undefined) printRows(part.title, await part.run())
  }
}
