import { Anchor, Button, Select, Stack } from '@mantine/core'
import { IconExternalLink, IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TemplateRow } from '../../../../../shared/contract/templates.ts'
import { templateTypes } from '../../../../../shared/domain/template-types.ts'
import { nearestLanguage } from '../../../../../shared/i18n/index.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { pathTo } from '../../../../app/paths.ts'
import { useSession } from '../../../../app/session.tsx'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { ToneBadge } from '../../../../components/values/status-badge.tsx'
import classes from '../../message/message.module.css'

interface TemplateChoiceProps {
  label: string
  value: string | null
  onChange: (id: string | null) => void
}

/** A published template, with its subject and the version that would be sent. */
export function TemplateChoice({ label, value, onChange }: TemplateChoiceProps) {
  const { t } = useTranslation('campaigns')
  const { workspace } = useSession()
  const own = nearestLanguage(workspace.locale)
  const templates = useQuery(orpc.templates.list.queryOptions({ input: { limit: 200, publishedOnly: true } }))
  if (templates.isError) {
    return <ErrorState compact error={templates.error} onRetry={() => void templates.refetch()} />
  }
  // A notice between colleagues has no way to opt out and is no campaign.
  const rows = (templates.data?.items ?? [])
    .filter(({ type }) => templateTypes[type].unsubscribe)
    .toSorted((a, b) => Number(b.language === own) - Number(a.language === own))
  if (templates.data && rows.length === 0) {
    return (
      <EmptyState
        compact
        order={3}
        icon={IconTemplate}
        title={t('message.noTemplates')}
        text={t('message.noTemplatesText')}
        action={
          <Button component={Link} to={pathTo('/templates')} variant="default">
            {t('message.openTemplates')}
          </Button>
        }
      />
    )
  }
  const chosen = rows.find(({ id }) => id === value)
  const groups = Map.groupBy(rows, ({ type }) => type)
  return (
    <Stack gap={12}>
      <Select
        label={label}
        placeholder={t('message.chooseTemplate')}
        searchable
        allowDeselect={false}
        data={[...groups].map(([type, of]) => ({
          group: t(`templateType.${type}`),
          items: of.map(({ id, name }) => ({ value: id, label: name })),
        }))}
        value={value}
        onChange={onChange}
      />
      {chosen && <Chosen template={chosen} />}
    </Stack>
  )
}

function Chosen({ template }: { template: TemplateRow }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <div className={classes.chosen}>
      <span className={classes.chosenSubject}>{template.subject}</span>
      <span className={classes.chosenHead}>
        <ToneBadge
          tone="neutral"
          label={t('message.version', { number: format.number(template.publishedVersion ?? 1) })}
        />
        <ToneBadge tone="neutral" label={t(`language.${template.language}`)} />
        {template.changed && <ToneBadge tone="warning" label={t('message.changed')} />}
        <Anchor component={Link} to={pathTo(`/templates/${template.id}`)} size="sm">
          {t('message.openTemplate')} <IconExternalLink size={14} aria-hidden />
        </Anchor>
      </span>
    </div>
  )
}
