import { playStory } from '@parley/flow/story'
import { describe, expect, it } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'

const folder = new URL('../../../examples/bike-shop', import.meta.url).pathname

describe('the example that was imported from Pypestream', () => {
  it('has no errors, and goes as its stories say', { timeout: 60_000 }, async () => {
    const { program, problems } = await loadSolution(folder)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const { files, problems: broken } = await readStories(folder)
    expect(broken).toEqual([])
    const stories = files.flatMap((file) => file.stories.map(({ story }) => story))
    expect(stories).toHaveLength(9)
    for (const story of stories) expect(program && playStory(program, story), story.story).toBeNull()
  })
})
