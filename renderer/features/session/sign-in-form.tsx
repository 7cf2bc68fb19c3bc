import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '../../../shared/contract/session.ts'
import { orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { FormError } from '../../components/feedback/form-error.tsx'
import { secondsToWait } from './wait.ts'

interface SignInFormProps {
  /** Known already where a session has ended: only the password is asked. */
  name?: string
  onDone: (state: SessionState) => void
}

/** Name and password. After too many wrong ones it says how long to wait, and counts down. */
export function SignInForm({ name: known, onDone }: SignInFormProps) {
  const { t } = useTranslation('session')
  const format = useFormat()
  const [name, setName] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Explained>()
  const [wait, setWait] = useCountdown()
  const passwordField = useRef<HTMLInputElement>(null)
  const firstField = useFocusAtStart()
  const passwordRef = useMergedRef(passwordField, known === undefined ? null : firstField)
  const refused = (error: unknown) => {
    const seconds = secondsToWait(error)
    setWait(seconds)
    setProblem(seconds > 0 ? undefined : explain(error))
    passwordField.current?.select()
  }
  const signIn = useMutation(
    orpc.session.signIn.mutationOptions({
      meta: { quiet: true },
      onSuccess: onDone,
    }),
  )
  const submit = (): void => {
    if (name.trim() === '') firstField.current?.focus()
    else if (password === '') passwordField.current?.focus()
    else signIn.mutate({ name, password }, { onError: refused })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (wait === 0 && !signIn.isPending) submit()
      }}
    >
      <Stack gap={16}>
        <FormError
          problem={wait > 0 ? waiting(t('locked', { time: format.duration(wait * 1_000) })) : problem}
        />
        {known === undefined && (
          <TextInput
            ref={firstField}
            label={t('name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
          />
        )}
        <PasswordInput
          ref={passwordRef}
          label={t('password.label')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          maxLength={200}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="md" fullWidth loading={signIn.isPending} disabled={wait > 0}>
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  )
}

const waiting = (message: string): Explained => ({
  code: 'RATE_LIMITED',
  reason: 'sign_in_locked',
  message,
  issues: [],
})

function useFocusAtStart(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}

/** Whole seconds that run down to 0. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = window.setTimeout(() => setLeft(left - 1), 1_000)
    return () => window.clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}
