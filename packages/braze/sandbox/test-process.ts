import { createSandbox } from './server.ts'

/** A sandbox in a process of its own, which a test may kill. Writes its address and stays until then. */
const sandbox = await createSandbox({ databaseUrl: process.argv[2] })
process.stdout.write(sandbox.url)
