import { expect, test } from 'vitest'
import { createCircuit } from './circuit.ts'

test('a success of before the rest does not end it', () => {
  let now = 0
  const circuit = createCircuit(() => now)
  const [first, second, third] = [circuit.enter(), circuit.enter(), circuit.enter()]
  expect(first?.failed(60_000)).toBe(true)
  second?.succeeded()
  expect(circuit.enter()).toBeNull()
  // Nor does it while one tries.
  now = 60_001
  const trial = circuit.enter()
  third?.succeeded()
  expect([trial === null, circuit.enter()]).toEqual([false, null])
  expect(trial?.succeeded()).toBe(true)
  expect(circuit.enter()?.succeeded()).toBe(false)
})

test('however long it fails, it is said once that it is left alone, and once that it answers again', () => {
  let now = 0
  const circuit = createCircuit(() => now)
  const rests: number[] = []
  for (; now < 3_600_000; now += 1000) if (circuit.enter()?.failed() === true) rests.push(now)
  expect(rests).toEqual([4000])
  now += 30_000
  expect([circuit.enter()?.succeeded(), circuit.enter()?.succeeded()]).toEqual([true, false])
  expect(circuit.enter()?.failed(1000)).toBe(true)
})

test('failures of before the rest neither make it longer nor let a second one try, unless the service asks for it', () => {
  let now = 0
  const circuit = createCircuit(() => now)
  const early = Array.from({ length: 7 }, () => circuit.enter())
  expect(early.slice(0, 5).map((each) => each?.failed())).toEqual([false, false, false, false, true])
  now = 29_000
  expect(early[5]?.failed()).toBe(false)
  now = 30_001
  expect(circuit.enter()).not.toBeNull()
  expect(circuit.enter()).toBeNull()
  expect(early[6]?.failed(40_000)).toBe(false)
  now = 70_000
  expect(circuit.enter()).toBeNull()
  now = 70_002
  expect(circuit.enter()).not.toBeNull()
})

test('one who tries and fails begins another rest; one who learned nothing lets the next one try', () => {
  let now = 0
  const circuit = createCircuit(() => now)
  expect(circuit.enter()?.failed(1000)).toBe(true)
  now = 1001
  expect(circuit.enter()?.failed()).toBe(false)
  expect(circuit.enter()).toBeNull()
  now = 31_002
  circuit.enter()?.dropped()
  circuit.enter()?.succeeded()
  expect([circuit.enter(), circuit.enter()]).not.toContain(null)
})

test('what learned nothing forgives no failure', () => {
  const circuit = createCircuit(() => 0)
  for (let time = 0; time < 4; time += 1) {
    circuit.enter()?.failed()
    circuit.enter()?.dropped()
  }
  expect(circuit.enter()?.failed()).toBe(true)
})
