import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'

export interface AuthorOptions {
  /** Who does it; default: the git user of the present folder, else the user of this machine. */
  readonly by?: string
}

const askGit = async (setting: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('git', ['config', setting], { timeout: 2000 })
  return stdout.trim()
}

/** Who runs this command, for the history. */
export async function readAuthor({ by }: AuthorOptions): Promise<string> {
  if (by !== undefined) return by
  const name = await askGit('user.name').catch(() => '')
  const email = await askGit('user.email').catch(() => '')
  const git = [name, name === '' ? email : email && `<${email}>`].filter((part) => part !== '').join(' ')
  return git === '' ? userName() : git
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // Containers may run under a user that the system does not know.
    return 'unknown'
  }
}
