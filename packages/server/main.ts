import { Command, CommanderError } from 'commander'

/** The command line. Exit codes: 0 fine, 1 the thing checked has problems or the program failed, 2 wrong usage. */
const program = new Command('parley')
  .description('Design, run and test conversations, with Braze built in.')
  .version('0.1.0')
  .exitOverride()
  .showHelpAfterError('(try "parley --help")')

const run = async (command: Promise<number>): Promise<void> => {
  process.exitCode = await command
}

// Each command is imported when it is called: `parley check` does not pay for the server's start.
program
  .command('start')
  .description('run the platform: server, Braze sandbox, embedded PostgreSQL and the given solutions')
  .argument('[solutions...]', 'solution folders', ['examples/braze-signup'])
  .action((solutions) => run(import('./commands/start.ts').then(({ start }) => start(solutions, { watch: false }))))

program
  .command('dev')
  .description('like start, and reload a solution when its files change')
  .argument('[solutions...]', 'solution folders', ['examples/braze-signup'])
  .action((solutions) => run(import('./commands/start.ts').then(({ start }) => start(solutions, { watch: true }))))

program
  .command('check')
  .description('find the mistakes of a solution')
  .argument('<solution>', 'solution folder')
  .option('--json', 'print the problems as JSON')
  .action((folder, options) => run(import('./commands/check.ts').then(({ check }) => check(folder, options))))

program
  .command('test')
  .description("play a solution's stories")
  .argument('<solution>', 'solution folder')
  .action((folder) => run(import('./commands/test.ts').then(({ test }) => test(folder))))

program
  .command('init')
  .description('make a new solution')
  .argument('<folder>', 'a new or empty folder')
  .action((folder) => run(import('./commands/init.ts').then(({ init }) => init(folder))))

const action = program.command('action').description('work on the actions of a solution')
action
  .command('new')
  .description('write a new action from the template')
  .argument('<name>', 'for example send-receipt')
  .option('--solution <folder>', 'solution folder', '.')
  .action((name, options) =>
    run(import('./commands/action-new.ts').then(({ actionNew }) => actionNew(name, options.solution))),
  )

program
  .command('braze-sandbox')
  .description('run the Braze sandbox alone')
  .action(() => run(import('./commands/braze-sandbox.ts').then(({ brazeSandbox }) => brazeSandbox())))

const serverOption = ['--server <url>', 'address of the running server (default: this machine, PORT)'] as const
const letters = program.command('dead-letters').description('queued actions that were given up')
letters
  .command('list')
  .description('newest first, with the reason')
  .option('--json', 'print JSON')
  .option('--limit <n>', 'at most so many', '100')
  .option(...serverOption)
  .action((options) => run(import('./commands/dead-letters.ts').then(({ list }) => list(options))))
letters
  .command('show')
  .description('one with its input, as JSON; holds personal data')
  .argument('<id>')
  .option(...serverOption)
  .action((id, options) => run(import('./commands/dead-letters.ts').then(({ show }) => show(id, options))))
letters
  .command('edit')
  .description('give it another input')
  .argument('<id>')
  .requiredOption('--input <file>', 'JSON file, - for standard input')
  .option(...serverOption)
  .action((id, options) => run(import('./commands/dead-letters.ts').then(({ edit }) => edit(id, options))))
letters
  .command('replay')
  .description('try again')
  .argument('[ids...]')
  .option('--all', 'every one there is')
  .option(...serverOption)
  .action((ids, options) => run(import('./commands/dead-letters.ts').then(({ replay }) => replay(ids, options))))
letters
  .command('discard')
  .description('remove for good')
  .argument('<ids...>')
  .option(...serverOption)
  .action((ids, options) => run(import('./commands/dead-letters.ts').then(({ discard }) => discard(ids, options))))

program
  .command('data-points')
  .description('what each node wrote to Braze, and what was saved because it had not changed')
  .option('--from <day>', 'first day, 2026-03-01 (default: 30 days up to the last)')
  .option('--to <day>', 'last day (default: today)')
  .option('--json', 'print JSON')
  .option(...serverOption)
  .action((options) => run(import('./commands/data-points.ts').then(({ dataPoints }) => dataPoints(options))))

program
  .command('bench')
  .description('measure this machine: turns, actions, Braze, memory, start-up')
  .argument('[parts...]', 'only these parts')
  .action((parts) => run(import('./commands/bench.ts').then(({ bench }) => bench(parts))))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCode(error)
}

function exitCode(error: unknown): number {
  // commander has printed its own message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const usage = error instanceof Error && 'code' in error && error.code === 'invalid-setting'
  process.stderr.write(`parley: ${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.PARLEY_LOG === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return usage ? 2 : 1
}
