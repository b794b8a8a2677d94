/** Talks to the controls of the sandbox. */

export async function read(path) {
  const response = await fetch(`/__sandbox/${path}`)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  const total = response.headers.get('X-Total-Count')
  return { ...(await response.json()), total: total === null ? undefined : Number(total) }
}

/** Resolves to what is wrong, or to nothing. */
export async function send(method, path, body) {
  const response = await fetch(`/__sandbox/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (response.ok) return undefined
  const problem = await response.json().catch(() => ({}))
  return problem.detail ?? `${path} answered ${response.status}`
}
