/** Waits for all, so that no answer is left unread, and then fails with the first failure: the later ones follow from it. */
export async function everyAnswer<T extends readonly unknown[]>(
  asked: readonly [...T],
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  const answers = await Promise.allSettled(asked)
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
  return Promise.all(asked) as Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }>
}
