import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VersionId } from './ids.ts'
import { liveLine } from './live-versions.ts'
import type { Deployment, DeploymentKind } from './version.ts'
import { chooseVersion } from './version-choice.ts'

function deployment(share: number, since = 3): Parameters<typeof chooseVersion>[0] {
  const canary: Deployment['canary'] = { version: 'ver_new', number: 2, share, since }
  return { solution: 'shop', environment: 'prod', version: 'ver_old', number: 1, canary }
}

const byExternalId = (external: string) => ({ id: 'cont_new', externalId: external }) as const
const isCanary = (share: number, external: string, since?: number) =>
  chooseVersion(deployment(share, since), byExternalId(external)).number === 2

describe('who gets a canary', () => {
  test('[RV4] the same contact gets the same version, whatever id a new conversation would give them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.double({ min: 0.01, max: 0.99 }), (external, id, share) => {
        const first = chooseVersion(deployment(share), { id: 'cont_1', externalId: external })
        expect(chooseVersion(deployment(share), { id: `cont_${id}`, externalId: external })).toEqual(first)
      }),
    )
  })

  test('[RV4] whoever has it with a share has it with every larger one', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.string(), share, share, (external, a, b) => {
        if (isCanary(Math.min(a, b), external)) expect(isCanary(Math.max(a, b), external)).toBe(true)
      }),
    )
  })

  test('[RV4] as many have it as the share says, and others at the next canary', () => {
    const people = Array.from({ length: 20_000 }, (_, n) => `person-${n}`)
    for (const share of [0.01, 0.1, 0.5, 0.9]) {
      const counted = people.filter((person) => isCanary(share, person)).length
      // Five standard deviations: of ten million runs with other names, six would be outside.
      expect(Math.abs(counted - share * people.length)).toBeLessThan(5 * Math.sqrt(people.length * share * (1 - share)))
    }
    const both = people.filter((person) => isCanary(0.5, person, 3) && isCanary(0.5, person, 9)).length
    expect(both / people.length).toBeCloseTo(0.25, 1)
  })

  test('[RV4] somebody without an external id is told by the id they get', () => {
    const ids = Array.from({ length: 2000 }, (_, n) => `cont_${n}` as const)
    const counted = ids.filter(
      (id) => chooseVersion(deployment(0.5), { id, externalId: undefined }).number === 2,
    ).length
    expect(counted / ids.length).toBeCloseTo(0.5, 1)
  })
})

describe('the versions through which an environment came to where it is', () => {
  const entry = fc.record({
    kind: fc.constantFrom<DeploymentKind>('deploy', 'rollback', 'canary', 'promote', 'abort'),
    version: fc.constantFrom<VersionId>('ver_1', 'ver_2', 'ver_3'),
  })

  test('[RV2] end with the present one, and going back again and again ends', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (history) => {
        const entries = [...history]
        expect(liveLine(entries).at(-1)).toBe(entries[0]?.version)
        for (let steps = 0; liveLine(entries).length > 1; steps++) {
          expect(steps).toBeLessThan(history.length)
          const version = liveLine(entries).at(-2)
          if (version !== undefined) entries.unshift({ kind: 'rollback', version })
        }
      }),
    )
  })
})
