import { expect, test } from 'vitest'
import { proposeCountry, proposeSignInName } from '../../../renderer/features/workspaces/proposals.ts'

const countries = [
  {
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    zones: ['America/Santiago', 'Pacific/Easter'],
    currency: 'CLP',
  },
  { country: 'CO', locale: 'es-CO', zone: 'America/Bogota', zones: ['America/Bogota'], currency: 'COP' },
]

test('the country proposed is the one whose zone this machine is in, with that zone', () => {
  expect(proposeCountry(countries, { zone: 'Pacific/Easter', locale: 'en-GB' })).toMatchObject({
    country: 'CL',
    zone: 'Pacific/Easter',
  })
  expect(proposeCountry(countries, { zone: 'Etc/UTC', locale: 'es-CO' })).toMatchObject({
    country: 'CO',
    zone: 'America/Bogota',
  })
  expect(proposeCountry(countries, { zone: 'Etc/UTC', locale: 'fr-FR' })).toMatchObject({ country: 'CL' })
})

test('a sign-in name is proposed without accents or spaces', () => {
  expect(proposeSignInName('María José Núñez')).toBe('maria')
  expect(proposeSignInName('  Ñandú ')).toBe('nandu')
  expect(proposeSignInName("<b>D'Artagnan</b>")).toBe('bdartagnanb')
  expect(proposeSignInName('')).toBe('')
})
