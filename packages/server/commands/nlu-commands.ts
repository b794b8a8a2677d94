import type { Command } from 'commander'

type Run = (command: Promise<number>) => Promise<void>

const json = ['--json', 'print the figures as JSON'] as const
const html = ['--html <file>', 'write a page with plots that needs nothing else'] as const
const folds = ['--folds <number>', 'in how many parts', '5'] as const
const threshold = [
  '--threshold <share>',
  'the least confidence that counts (default: that of the files, or of training)',
] as const
const least = ['--min-accuracy <share>', 'end with 1 when fewer are understood, such as 0.9 or 90%'] as const

export function addNluCommands(nlu: Command, run: Run): void {
  nlu
    .command('train')
    .description('learn the files in nlu/, and say how long it took and how large the model is')
    .argument('<solution>', 'solution folder')
    .option('--out <file>', 'write the model')
    .option(...json)
    .action((folder, options) => run(import('./nlu.ts').then(({ trainFolder }) => trainFolder(folder, options))))
  nlu
    .command('test')
    .description('judge sentences whose intent is known by the model that the solution is deployed with')
    .argument('<solution>', 'solution folder')
    .argument('<file>', 'YAML as in nlu/, CSV, JSON lines; an intent that is empty or out_of_scope means none')
    .option(
      '--against <model>',
      'compare with a version (3, live:prod, canary:prod), another folder, or what "train --out" wrote',
    )
    .option(...threshold)
    .option(...least)
    .option(...json)
    .option(...html)
    .option('--server <url>', 'the server that has the version (default: the one that these settings would start)')
    .action((folder, file, options) => run(import('./nlu.ts').then(({ testNlu }) => testNlu(folder, file, options))))
  nlu
    .command('cross-validate')
    .description('judge every example by a model that was trained on the others')
    .argument('<solution>', 'solution folder')
    .option(...folds)
    .option('--no-outside', 'do not hold out whole intents to see what becomes of strange sentences')
    .option(...threshold)
    .option(...least)
    .option(...json)
    .option(...html)
    .action((folder, options) =>
      run(import('./nlu.ts').then(({ crossValidateNlu }) => crossValidateNlu(folder, options))),
    )
  nlu
    .command('conflicts')
    .description('find examples that work against each other, and weak intents')
    .argument('<solution>', 'solution folder')
    .option(...folds)
    .option(...json)
    .option(...html)
    .action((folder, options) => run(import('./nlu.ts').then(({ showConflicts }) => showConflicts(folder, options))))
  nlu
    .command('import')
    .description('take in what people say from Pypestream, Dialogflow ES or CX, Rasa, or any table')
    .argument('<file>', 'a zip, a folder, YAML, CSV, TSV, JSON or JSON lines')
    .requiredOption('--solution <folder>', 'solution folder; its nlu/ gets a new file per language')
    .option('--format <format>', 'rasa, dialogflow or table (default: by what is given)')
    .option('--language <tag>', 'the language of what names none; an agent of Dialogflow names its own')
    .option('--name <name>', 'what the new file is called (default: as the one that is given)')
    .option('--force', 'write over a file that is there, whatever is wrong with it')
    .option('--dry-run', 'write nothing')
    .option('--json', 'print what was written and left out as JSON')
    .action((file, options) => run(import('./nlu-import.ts').then(({ importNlu }) => importNlu(file, options))))
}
