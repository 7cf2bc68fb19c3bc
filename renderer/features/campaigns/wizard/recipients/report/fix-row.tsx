import { Button, Group, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { importRowSchema, RecipientImport } from '../../../../../../shared/contract/campaigns/imports.ts'
import { RECIPIENT_FIELDS } from '../../../../../../shared/domain/recipient-import.ts'
import { client, orpc } from '../../../../../app/client.ts'
import { explain } from '../../../../../app/errors.ts'
import { useFormat } from '../../../../../app/format.ts'
import { FormError } from '../../../../../components/feedback/form-error.tsx'
import { ToneBadge } from '../../../../../components/values/status-badge.tsx'
import { reasonWord } from '../../../words.ts'
import classes from '../recipients.module.css'

type Row = z.infer<typeof importRowSchema>

const tones = { included: 'success', excluded: 'warning', blocked: 'danger' } as const

/** One row of the file as it was written; the cells at fault come first and can be corrected. */
export function FixRow({ run, row, reason }: { run: RecipientImport; row: Row; reason: string }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const queryClient = useQueryClient()
  const [written, setWritten] = useState<Record<string, string>>({})
  const [wide, setWide] = useState(false)
  const faulty = new Set(row.issues.map(({ field }) => field))
  const shown = Object.keys(row.values).filter((key) => wide || faulty.has(key) || key === 'email')
  const fix = useMutation({
    mutationFn: () =>
      client.campaigns.imports.fixRow({ id: run.id, line: row.line, values: { ...row.values, ...written } }),
    meta: { quiet: true },
    onSuccess: () => {
      setWritten({})
      void queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
    },
  })
  const changed = Object.entries(written).some(([key, value]) => value !== row.values[key])
  return (
    <form
      className={classes.fix}
      onSubmit={(event) => {
        event.preventDefault()
        fix.mutate()
      }}
    >
      <Group justify="space-between" wrap="nowrap">
        <span className={classes.fixName}>
          {t('report.line', { line: format.number(row.line) })}
          {row.name && <> · {row.name}</>}
        </span>
        <ToneBadge tone={tones[row.state]} label={t(`report.state.${row.state}`)} />
      </Group>
      {row.issues.length > 1 && (
        <span className={classes.fixIssues}>
          {row.issues
            .filter((issue) => issue.reason !== reason)
            .map((issue) => reasonWord(issue.reason))
            .join(' · ')}
        </span>
      )}
      <div className={classes.fixFields}>
        {shown.map((key) => (
          <TextInput
            key={key}
            label={<FieldName name={key} />}
            value={written[key] ?? row.values[key] ?? ''}
            error={faulty.has(key)}
            onChange={(event) => {
              const { value } = event.currentTarget
              setWritten((before) => ({ ...before, [key]: value }))
            }}
          />
        ))}
      </div>
      <FormError problem={fix.error ? explain(fix.error) : undefined} />
      <Group justify="space-between">
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setWide(!wide)}>
          {t(wide ? 'report.fewer' : 'report.allFields')}
        </Button>
        <Group gap={8}>
          {changed && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconArrowBackUp size={14} />}
              onClick={() => setWritten({})}
            >
              {t('report.undo')}
            </Button>
          )}
          <Button
            type="submit"
            size="compact-sm"
            variant={changed ? 'filled' : 'default'}
            disabled={!changed}
            loading={fix.isPending}
          >
            {t('report.fix')}
          </Button>
        </Group>
      </Group>
    </form>
  )
}

function FieldName({ name }: { name: string }) {
  const { t } = useTranslation('import')
  const field = RECIPIENT_FIELDS.find((known) => known === name)
  return <>{field ? t(`field.${field}`) : name}</>
}
