import type { ButtonProps } from '@mantine/core'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { MouseEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { explain } from '../../app/errors.ts'
import { FormError } from './form-error.tsx'

export interface Question {
  title: string
  /** What will happen, to how many, and whether it can be undone. */
  text?: ReactNode
  /** The verb on the button: "Cancel the campaign", not "OK". */
  confirm: string
  cancel?: string
  /** Colours the button as dangerous. */
  danger?: boolean
  /** For what cannot be undone: the person types this first (the thing's name). */
  typed?: string
  /** Does it; the dialog stays open with the error if it rejects. Without it, use the promise of `ask`. */
  run?: () => Promise<unknown> | void
}

/**
 * Asks before something happens; resolves to whether it was confirmed (and `run` succeeded).
 *
 * @example
 * const ask = useConfirm()
 * if (await ask({ title: t('cancel.title'), text: t('cancel.text'), confirm: t('cancel.confirm'), danger: true })) …
 */
export function useConfirm(): (question: Question) => Promise<boolean> {
  return (question) =>
    new Promise((resolve) => {
      let answer = false
      const id = modals.open({
        title: question.title,
        onClose: () => resolve(answer),
        children: (
          <ConfirmBody
            question={question}
            onDone={(confirmed) => {
              answer = confirmed
              modals.close(id)
            }}
          />
        ),
      })
    })
}

interface ConfirmButtonProps extends Question, Omit<ButtonProps, 'children' | 'title'> {
  children: ReactNode
}

/**
 * A button that asks first.
 *
 * @example
 * <ConfirmButton title={t('delete.title')} text={t('delete.text', { name })} confirm={t('delete.confirm')}
 *   danger typed={client.name} run={() => remove.mutateAsync({ id })}>
 *   {t('actions.delete')}
 * </ConfirmButton>
 */
export function ConfirmButton({
  title,
  text,
  confirm,
  cancel,
  danger,
  typed,
  run,
  children,
  ...button
}: ConfirmButtonProps) {
  const ask = useConfirm()
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation()
    void ask({ title, text, confirm, cancel, danger, typed, run })
  }
  return (
    <Button variant="default" {...button} onClick={onClick}>
      {children}
    </Button>
  )
}

function ConfirmBody({ question, onDone }: { question: Question; onDone: (confirmed: boolean) => void }) {
  const { t } = useTranslation('common')
  const { text, confirm, cancel, danger, typed, run } = question
  const [written, setWritten] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof explain>>()
  const ready = typed === undefined || written.trim() === typed.trim()

  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      await run?.()
      onDone(true)
    } catch (error) {
      setProblem(explain(error))
      setBusy(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void submit()
      }}
    >
      <Stack gap="md">
        <FormError problem={problem} />
        {text && <Text component="div">{text}</Text>}
        {typed !== undefined && (
          <TextInput
            label={<Trans t={t} i18nKey="confirm.typeToConfirm" values={{ text: typed }} />}
            value={written}
            onChange={(event) => setWritten(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap={8}>
          <Button
            variant="default"
            onClick={() => onDone(false)}
            disabled={busy}
            data-autofocus={typed === undefined && danger ? true : undefined}
          >
            {cancel ?? t('actions.cancel')}
          </Button>
          <Button
            type="submit"
            color={danger ? 'red' : undefined}
            disabled={!ready}
            loading={busy}
            data-autofocus={typed === undefined && !danger ? true : undefined}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
