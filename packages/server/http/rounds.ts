/** Goes round among its members, each in turn once per round, a group at a time so that many are not visited in one breath. */
export interface Rounds<Member> {
  /** The returned function takes the member out again. */
  add(member: Member): () => void
  close(): void
}

const groupCount = 20

export function createRounds<Member>(roundMs: number, visit: (member: Member) => void): Rounds<Member> {
  const groups: readonly Set<Member>[] = Array.from({ length: groupCount }, () => new Set<Member>())
  let joining = 0
  let visiting = 0
  const timer = setInterval(() => {
    visiting = (visiting + 1) % groupCount
    for (const member of groups[visiting] ?? []) visit(member)
  }, roundMs / groupCount)
  // A server that nobody closed must not keep the process alive.
  timer.unref()

  return {
    add(member) {
      joining = (joining + 1) % groupCount
      const group = groups[joining]
      group?.add(member)
      return () => void group?.delete(member)
    },
    close: () => clearInterval(timer),
  }
}
