import { Command, CommanderError } from 'commander'
import { addNluCommands } from './commands/nlu-commands.ts'
import { addSourceCommands } from './commands/source-commands.ts'

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
  .option('--strict', 'every warning is an error')
  .option('--watch', 'go on, and check again whenever a file changes')
  .action((folder, options) => run(import('./commands/check.ts').then(({ check }) => check(folder, options))))

program
  .command('test')
  .description("play a solution's stories")
  .argument('<solution>', 'solution folder')
  .option('--filter <text>', 'only stories with this in their name or file')
  .option('--watch', 'play them again whenever the solution changes')
  .option('--junit <file>', 'write the results as JUnit XML')
  .option('--coverage [file]', 'tell what of the flows they go through; .html or .svg: with a picture')
  .option('--min-coverage <percent>', 'fail when they go by fewer of the edges')
  .option('--generate', 'write stories for what none goes through, tests/generated.test.yaml')
  .option('--json', 'print JSON')
  .option('--record <conversation>', 'write a conversation of a running server down as a story')
  .option('--talk', 'write a conversation that you hold here down as a story')
  .option('--out <file>', 'with --record and --talk: where it goes (default: tests/recorded.test.yaml)')
  .option('--server <url>', 'with --record: address of the running server (default: this machine, PORT)')
  .action((folder, options) => {
    if (options.record !== undefined)
      return run(
        import('./commands/test-record.ts').then(({ recordStory }) => recordStory(folder, options.record, options)),
      )
    if (options.talk) return run(import('./commands/test-talk.ts').then(({ talk }) => talk(folder, options)))
    return run(import('./commands/test.ts').then(({ test }) => test(folder, options)))
  })

program
  .command('replay')
  .description('play conversations that a server held against the flows of a folder, and tell what differs')
  .argument('<solution>', 'solution folder')
  .option('--server <url>', 'address of the running server (default: this machine, PORT)')
  .option('--version <number>', 'only those on this version')
  .option('--environment <environment>', 'only those of sandbox or of prod')
  .option('--since <when>', 'only those that began since then: 2026-05-01, 7d')
  .option('--limit <n>', 'the newest, at most so many', '100')
  .option('--json', 'print JSON')
  .action((folder, options) => run(import('./commands/replay.ts').then(({ replay }) => replay(folder, options))))

program
  .command('init')
  .description('make a new solution')
  .argument('<folder>', 'a new or empty folder')
  .action((folder) => run(import('./commands/init.ts').then(({ init }) => init(folder))))

const action = program.command('action').description('work on the actions of a solution')
action
  .command('new')
  .description('write a new action from the template')
  .argument('<name>', 'for example send-receipt, or SendReceipt with --python')
  .option('--solution <folder>', 'solution folder', '.')
  .option('--python', 'in Python, as Pypestream has them')
  .action((name, options) =>
    run(import('./commands/action-new.ts').then(({ actionNew }) => actionNew(name, options.solution, options))),
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

const contact = program.command('contact').description('what is stored of a person: found, told, removed')
contact
  .command('find')
  .description('by one of these')
  .option('--external-id <id>', 'the id that the brand knows them by')
  .option('--email <address>', 'their e-mail address')
  .option('--id <id>', 'their id here')
  .option('--json', 'print JSON')
  .option(...serverOption)
  .action((options) => run(import('./commands/contact.ts').then(({ find }) => find(options))))
contact
  .command('export')
  .description('everything of one, in clear, as JSON')
  .argument('<id>')
  .option('--out <file>', 'a new file (default: standard output)')
  .option(...serverOption)
  .action((id, options) => run(import('./commands/contact.ts').then(({ exportContact }) => exportContact(id, options))))
contact
  .command('erase')
  .description('remove everything of one, for good')
  .argument('<id>')
  .option('--no-braze', 'leave their profile in Braze')
  .option('--reason <text>', 'why, for the proof; nothing personal')
  .option('--by <name>', 'who does it (default: the user of this machine)')
  .option('--yes', 'do not ask before')
  .option(...serverOption)
  .action((id, options) => run(import('./commands/contact.ts').then(({ erase }) => erase(id, options))))
contact
  .command('erasure')
  .description('the proof that one was erased')
  .argument('<id>')
  .option(...serverOption)
  .action((id, options) => run(import('./commands/contact.ts').then(({ erasure }) => erasure(id, options))))

program
  .command('data-points')
  .description('what each node wrote to Braze, and what was saved because it had not changed')
  .option('--from <day>', 'first day, 2026-03-01 (default: 30 days up to the last)')
  .option('--to <day>', 'last day (default: today)')
  .option('--json', 'print JSON')
  .option(...serverOption)
  .action((options) => run(import('./commands/data-points.ts').then(({ dataPoints }) => dataPoints(options))))

const byOption = ['--by <name>', 'who does it (default: the git user, else the user of this machine)'] as const
const noteOption = ['--note <text>', 'why, for the history'] as const
const environmentOption = ['--environment <environment>', 'sandbox or prod'] as const

program
  .command('deploy')
  .description('make a version of a solution and have an environment run it, for new conversations')
  .argument('<solution>', 'solution folder')
  .requiredOption(...environmentOption)
  .option(...noteOption)
  .option('--canary <share>', 'only for that share of the people, 10%, beside what is live')
  .option('--yes', 'do not ask before prod')
  .option('--json', 'print JSON')
  .option(...byOption)
  .option(...serverOption)
  .action((folder, options) => run(import('./commands/deploy.ts').then(({ deploy }) => deploy(folder, options))))

program
  .command('rollback')
  .description('back to what an environment ran before')
  .argument('<solution>', 'name or folder')
  .requiredOption(...environmentOption)
  .option('--to <version>', 'to this version (default: the one before)')
  .option(...noteOption)
  .option(...byOption)
  .option(...serverOption)
  .action((name, options) => run(import('./commands/rollback.ts').then(({ rollback }) => rollback(name, options))))

program
  .command('versions')
  .description('the versions of a solution, who made them and where they run')
  .argument('<solution>', 'name or folder')
  .option('--history', 'every deployment, rollback and change of a canary, with who and why')
  .option('--environment <environment>', 'with --history: only sandbox or only prod')
  .option('--limit <n>', 'at most so many', '100')
  .option('--json', 'print JSON')
  .option(...serverOption)
  .action((name, options) => run(import('./commands/versions.ts').then(({ versions }) => versions(name, options))))

program
  .command('diff')
  .description('what became of a solution: flows, texts, actions, parameters')
  .argument('<solution>', 'name or folder')
  .argument('<from>', 'a number, live:prod, canary:prod, draft:<folder>')
  .argument('<to>', 'the same')
  .option('--json', 'print JSON')
  .option(...serverOption)
  .action((name, from, to, options) =>
    run(import('./commands/diff.ts').then(({ diff }) => diff(name, from, to, options))),
  )

program
  .command('preview')
  .description('upload a draft and print a link to a conversation on it; nothing is deployed')
  .argument('<solution>', 'solution folder')
  .option('--name <name>', 'tells your drafts apart', 'draft')
  .option('--keep <duration>', 'how long it is kept, 12h or 3d (default: 7d)')
  .option('--json', 'print JSON')
  .option(...byOption)
  .option(...serverOption)
  .action((folder, options) => run(import('./commands/preview.ts').then(({ preview }) => preview(folder, options))))

program
  .command('canary')
  .description('give the canary to more people, to everybody, to nobody')
  .argument('<solution>', 'name or folder')
  .requiredOption(...environmentOption)
  .requiredOption('--share <share>', '25%, promote or abort')
  .option(...noteOption)
  .option(...byOption)
  .option(...serverOption)
  .action((name, options) => run(import('./commands/canary.ts').then(({ canary }) => canary(name, options))))

program
  .command('archive')
  .description('put a version away, so that it cannot be deployed any more')
  .argument('<solution>', 'name or folder')
  .argument('<version>', 'its number')
  .option('--force', 'even if conversations run on it; they go on')
  .option(...byOption)
  .option(...serverOption)
  .action((name, version, options) =>
    run(import('./commands/archive.ts').then(({ archive }) => archive(name, version, options))),
  )

program
  .command('unarchive')
  .description('take a version out of the archive')
  .argument('<solution>', 'name or folder')
  .argument('<version>', 'its number')
  .option(...serverOption)
  .action((name, version, options) =>
    run(import('./commands/archive.ts').then(({ unarchive }) => unarchive(name, version, options))),
  )

program
  .command('migrate')
  .description('move running conversations from one version to another')
  .argument('<solution>', 'name or folder')
  .requiredOption('--from <version>', 'the version they are on')
  .requiredOption('--to <version>', 'the version they go to')
  .option('--mapping <file>', 'YAML: what became of nodes and variables')
  .option('--environment <environment>', 'only those of sandbox or of prod')
  .option('--dry-run', 'only tell what would become of them')
  .option(...noteOption)
  .option(...byOption)
  .option(...serverOption)
  .action((name, options) => run(import('./commands/migrate.ts').then(({ migrate }) => migrate(name, options))))

addSourceCommands(program.command('source').description('what is worked on in the Studio, as folders'), run)

const texts = program.command('texts').description('texts in other languages: files for translators, and back')
texts
  .command('export')
  .description('write the texts of a solution, with what is translated already, for a translator')
  .argument('<solution>', 'solution folder')
  .requiredOption('--language <tag>', 'the language to translate into, such as ko or pt-BR')
  .option('--format <format>', 'csv or xliff', 'csv')
  .option('--out <file>', 'file to write (default: standard output)')
  .option('--open', 'only what is not translated yet or has changed since')
  .action((folder, options) =>
    run(import('./commands/texts.ts').then(({ exportTexts }) => exportTexts(folder, options))),
  )
texts
  .command('import')
  .description('take a translated file in; with an error in it nothing is written')
  .argument('<solution>', 'solution folder')
  .argument('<file>', 'what the translator gave back, CSV or XLIFF 1.2')
  .option('--language <tag>', 'the language, where the file does not say')
  .option('--format <format>', 'csv or xliff (default: by the name of the file)')
  .option('--allow-lost', 'variables that a translation leaves out are warnings')
  .option('--dry-run', 'check only')
  .option('--json', 'print the problems as JSON')
  .action((folder, file, options) =>
    run(import('./commands/texts.ts').then(({ importTexts }) => importTexts(folder, file, options))),
  )

addNluCommands(program.command('nlu').description('how well a solution understands what people write'), run)

const importing = program.command('import').description("make a solution out of another tool's")
importing
  .command('pypestream')
  .description(
    'from bot.csv, with intent.csv, entity.csv, app.py and scripts that lie beside it; with an error nothing is written',
  )
  .argument('<bot.csv>', 'the rows of the bot')
  .requiredOption('--out <solution>', 'a new or empty folder')
  .option('--intents <file>', 'training phrases (default: intent.csv beside it or in templates/)')
  .option('--entities <file>', 'entities (default: entity.csv beside it or in templates/)')
  .option('--app <file>', 'settings (default: app.py beside it)')
  .option('--scripts <folder>', 'action scripts (default: *.py beside it and in scripts/)')
  .option('--force', 'write into a folder that holds something')
  .option('--json', "print the problems as JSON, errors also as Pypestream's compiler has them")
  .action((bot, options) =>
    run(import('./commands/import-pypestream.ts').then(({ importPypestream }) => importPypestream(bot, options))),
  )

const exporting = program.command('export').description("write a solution as another tool's")
exporting
  .command('pypestream')
  .description('as bot.csv, with intent.csv, entity.csv, app.py and scripts beside it')
  .argument('<solution>', 'solution folder')
  .requiredOption('--out <bot.csv>', 'the table to write')
  .option('--force', 'write over files that are there')
  .option('--json', 'print what the format cannot say as JSON')
  .action((folder, options) =>
    run(import('./commands/export-pypestream.ts').then(({ exportPypestream }) => exportPypestream(folder, options))),
  )

program
  .command('bench')
  .description('measure this machine: turns, actions, Braze, memory, start-up')
  .argument('[parts...]', 'only these parts')
  .action((parts) => run(import('./commands/bench.ts').then(({ bench }) => bench(parts))))

// Who reads what is printed may stop early (`parley versions | head`); what was asked for is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

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
