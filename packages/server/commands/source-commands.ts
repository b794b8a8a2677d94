import type { Command } from 'commander'

/** `parley source …`. The work itself is imported when it is asked for. */
export function addSourceCommands(source: Command, run: (command: Promise<number>) => Promise<void>): void {
  const load = () => import('./source.ts')
  const server = ['--server <url>', 'address of the running server (default: this machine, PORT)'] as const
  const force = 'of files that changed on both sides, take these'
  source
    .command('list')
    .description('the solutions in the Studio, who changed them last and when')
    .option('--json', 'print JSON')
    .option(...server)
    .action((options) => run(load().then(({ listSources }) => listSources(options))))
  source
    .command('pull')
    .description('write a solution of the Studio to a folder; what changed in the folder alone stays')
    .argument('<solution>', 'its name')
    .requiredOption('--out <folder>', 'where to')
    .option('--force', `${force} of the Studio`)
    .option(...server)
    .action((solution, options) => run(load().then(({ pullSource }) => pullSource(solution, options))))
  source
    .command('push')
    .description('take a folder over into the Studio; what changed in the Studio alone stays')
    .argument('<folder>', 'solution folder')
    .option('--name <solution>', 'its name in the Studio (default: what solution.ts says)')
    .option('--force', `${force} of the folder`)
    .option('--by <name>', 'who does it (default: the git user, else the user of this machine)')
    .option(...server)
    .action((folder, options) => run(load().then(({ pushSource }) => pushSource(folder, options))))
}
