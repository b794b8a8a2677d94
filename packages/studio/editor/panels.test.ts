import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

describe('kept sizes of panels', () => {
  let readPanels: typeof import('./panels.ts')['readPanels']
  beforeAll(async () => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
    vi.stubGlobal('matchMedia', () => ({ matches: false }))
    ;({ readPanels } = await import('./panels.ts'))
  })
  afterAll(() => void vi.unstubAllGlobals())

  it('are taken as they were left, within what makes sense', () => {
    expect(readPanels('{"side":500,"isDrawerOpen":true,"drawerTab":"tests"}')).toMatchObject({
      side: 500,
      isDrawerOpen: true,
      drawerTab: 'tests',
      sideTab: 'settings',
    })
    expect(readPanels('{"side":5,"drawer":1e9}')).toMatchObject({ side: 260, drawer: 700 })
  })

  it('are the usual ones when nothing sensible was kept', () => {
    for (const text of [null, '', 'x', '{"side":"wide","sideTab":"secret"}', 'null'])
      expect(readPanels(text)).toMatchObject({ side: 380, sideTab: 'settings', isSideOpen: true })
  })
})
