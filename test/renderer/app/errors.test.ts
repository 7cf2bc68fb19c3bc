import { ORPCError } from '@orpc/client'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { applyFormErrors, explain, mayRetry } from '../../../renderer/app/errors.ts'
import { CallTimedOut, ConnectionLost } from '../../../renderer/app/connection.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import { texts } from '../../../shared/i18n/index.ts'
import i18next from 'i18next'

beforeAll(async () => {
  await i18next.init({
    lng: 'es',
    resources: texts,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
})

describe('explaining errors', () => {
  it('says the sentence of the reason in the language of the interface', async () => {
    const error = problem('UNAUTHENTICATED', 'sign_in_needed')
    expect(explain(error).message).toBe(texts.es.errors.sign_in_needed)
    await i18next.changeLanguage('en')
    expect(explain(error).message).toBe(texts.en.errors.sign_in_needed)
    await i18next.changeLanguage('es')
  })

  it('falls back to a sentence for the code where a reason has no text of its own', () => {
    expect(explain(problem('FORBIDDEN', 'a_reason_of_tomorrow')).message).toBe(
      texts.es.errors.permission_missing,
    )
  })

  it('shows the reference of an internal error and nothing else of it', () => {
    const error = new ORPCError('INTERNAL', { data: { reason: 'internal', reference: 'E-42' } })
    expect(explain(error)).toMatchObject({ code: 'INTERNAL', reference: 'E-42' })
    expect(explain(error).message).toContain('E-42')
  })

  it('tells a lost connection and a late answer apart from a refusal', () => {
    expect(explain(new ConnectionLost()).code).toBe('OFFLINE')
    expect(explain(new CallTimedOut()).code).toBe('TIMEOUT')
    expect(explain(new Error('a bug')).code).toBe('UNKNOWN')
  })

  it('repeats only calls that a second attempt may help', () => {
    expect(mayRetry(new ConnectionLost())).toBe(true)
    expect(mayRetry(problem('UNAVAILABLE', 'unavailable'))).toBe(true)
    expect(mayRetry(new CallTimedOut())).toBe(false)
    expect(mayRetry(notFound('client'))).toBe(false)
  })
})

describe('errors of a form', () => {
  it('stand at their fields, by the path of the form, and the first gets the focus', () => {
    const focus = vi.fn<() => void>()
    const setErrors = vi.fn<(errors: Record<string, string>) => void>()
    const node = { focus }
    const form = {
      setErrors,
      getInputNode: (path: string) => (path === 'contacts.0.email' ? (node as unknown as HTMLElement) : null),
    }
    const explained = applyFormErrors(
      form,
      invalid([
        { path: ['contacts', 0, 'email'], reason: 'required' },
        { path: ['name'], reason: 'too_short' },
      ]),
    )
    expect(setErrors).toHaveBeenCalledWith({
      'contacts.0.email': texts.es.errors.required,
      name: texts.es.errors.too_short,
    })
    expect(focus).toHaveBeenCalledOnce()
    expect(explained.issues).toHaveLength(2)
  })

  it('are left alone by an error that names no field', () => {
    const setErrors = vi.fn<(errors: Record<string, string>) => void>()
    applyFormErrors({ setErrors }, new ConnectionLost())
    expect(setErrors).not.toHaveBeenCalled()
  })
})
