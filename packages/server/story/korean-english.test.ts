import { playStory } from '@parley/flow/story'
import { describe, expect, it } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'

const folder = new URL('../../../examples/korean-english', import.meta.url).pathname

describe('the example in Korean and English', () => {
  it('has every text in both languages, and goes as its stories say', { timeout: 60_000 }, async () => {
    const { program, problems } = await loadSolution(folder, { strictTexts: true })
    expect(problems).toEqual([])
    const { files, problems: broken } = await readStories(folder)
    expect(broken).toEqual([])
    const stories = files.flatMap((file) => file.stories.map(({ story }) => story))
    expect(stories.length).toBeGreaterThanOrEqual(5)
    for (const story of stories) expect(program && playStory(program, story), story.story).toBeNull()
  })
})
