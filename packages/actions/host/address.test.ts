import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMayConnect, isPublic } from './address.ts'

const refused = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
]

test.for(refused)('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.for(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => {
    expect(isPublic(address)).toBe(true)
  },
)

test('no IPv6 address that embeds a private IPv4 one is public', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(
      fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
      fc.constantFrom(10, 127),
      octet,
      octet,
      octet,
      (prefix, a, b, c, d) => {
        expect(isPublic(`${prefix}${a}.${b}.${c}.${d}`)).toBe(false)
      },
    ),
  )
})

test('an operator opens an address, one port of it, or a network', () => {
  const may = createMayConnect(['127.0.0.1:4010', '10.0.0.0/8', '::1', '[fd00::1]:80'])
  expect(may('127.0.0.1', 4010)).toBe(true)
  expect(may('127.0.0.1', 4011)).toBe(false)
  expect(may('127.0.0.2', 4010)).toBe(false)
  expect(may('::ffff:127.0.0.1', 4010)).toBe(true)
  expect(may('10.20.30.40', 5432)).toBe(true)
  expect(may('::1', 1)).toBe(true)
  expect(may('fd00::1', 80)).toBe(true)
  expect(may('fd00::1', 81)).toBe(false)
  expect(may('8.8.8.8', 443)).toBe(true)
})

test('an opening that cannot be read is named', () => {
  expect(() => createMayConnect(['localhost'])).toThrow('"localhost" is not an address')
})
