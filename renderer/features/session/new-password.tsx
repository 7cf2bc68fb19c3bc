import { Button, PasswordInput } from '@mantine/core'
import { IconCheck, IconDice5 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './session.module.css'

/** The contract's own rule (`passwordSchema`): long is what counts. */
const SHORTEST = 12

interface NewPasswordProps {
  label: string
  value: string
  onChange: (value: string) => void
  error?: ReactNode
  /** Offers a random one, for passwords made for somebody else. */
  generates?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

/** A field for a password to be set: says the rule, and when it is met. */
export function NewPassword({ value, onChange, generates = false, autoFocus, ...input }: NewPasswordProps) {
  const { t } = useTranslation('session')
  const [visible, setVisible] = useState(false)
  const enough = [...value].length >= SHORTEST
  return (
    <div className={classes.newPassword}>
      <PasswordInput
        {...input}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="new-password"
        maxLength={200}
        data-autofocus={autoFocus || undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        description={
          <span className={classes.rule} data-met={enough || undefined}>
            {enough && <IconCheck size={14} stroke={2.4} aria-hidden />}
            {enough
              ? t('password.enough')
              : value === ''
                ? t('password.rule', { count: SHORTEST })
                : t('password.missing', { count: SHORTEST - [...value].length })}
          </span>
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {generates && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDice5 size={14} aria-hidden />}
          className={classes.generate}
          onClick={() => {
            onChange(randomPassword())
            setVisible(true)
          }}
        >
          {t('password.generate')}
        </Button>
      )}
    </div>
  )
}

/** Letters and figures that are not mistaken for one another when read aloud. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of five, about 99 bits. */
function randomPassword(): string {
  const letters = [...crypto.getRandomValues(new Uint32Array(20))].map(
    (number) => alphabet[number % alphabet.length],
  )
  return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5).join('')).join('-')
}
