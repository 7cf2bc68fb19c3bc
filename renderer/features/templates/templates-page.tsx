import { Button, Group, Text, Tooltip } from '@mantine/core'
import { IconLayout, IconPlus, IconStarFilled, IconTemplate } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateRow } from '../../../shared/contract/templates.ts'
import { templateTypeNames } from '../../../shared/domain/template-types.ts'
import { orpc } from '../../app/client.ts'
import { Can, useCan } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import { useRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { templateLooks, templateStatus } from './looks.ts'
import { NewTemplateDialog } from './new-template-dialog.tsx'
import { TemplateMenu } from './template-menu.tsx'
import classes from './templates.module.css'

const languages = ['es', 'en'] as const

/** What messages say: the templates of the workspace. */
export function TemplatesPage() {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  const table = useTable('templates', { sort: { key: 'name', direction: 'asc' } })
  const source = useRows(orpc.templates.list, {
    q: table.search || undefined,
    type: table.choices('type', templateTypeNames),
    language: table.choices('language', languages),
    sort: 'name',
    direction: 'asc',
    ...table.order(['name', 'updatedAt']),
  })
  const columns = useColumns()
  const create = (
    <Can do="templates:write">
      <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
        {t('create')}
      </Button>
    </Can>
  )
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={
          <>
            <Text mb={8}>{t('help.first')}</Text>
            <Text>{t('help.second')}</Text>
          </>
        }
        actions={
          <Group gap={8}>
            <Button
              component={Link}
              to="/templates/layout"
              variant="default"
              leftSection={<IconLayout size={16} />}
            >
              {t('layoutLink')}
            </Button>
            {create}
          </Group>
        }
      />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('title')}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={(row) => void navigate({ to: '/templates/$templateId', params: { templateId: row.id } })}
        filters={[
          {
            key: 'type',
            label: t('fields.type'),
            options: templateTypeNames.map((value) => ({ value, label: t(`type.${value}`) })),
          },
          {
            key: 'language',
            label: t('fields.language'),
            options: languages.map((value) => ({ value, label: t(`language.${value}`) })),
          },
        ]}
        empty={
          <EmptyState icon={IconTemplate} title={t('empty.title')} text={t('empty.text')} action={create} />
        }
      />
      <NewTemplateDialog opened={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

function useColumns(): Column<TemplateRow>[] {
  const { t } = useTranslation('templates')
  const mayWrite = useCan('templates:write')
  return useMemo(() => {
    const columns: Column<TemplateRow>[] = [
      {
        key: 'name',
        title: t('fields.name'),
        cell: (row) => (
          <span className={classes.name}>
            <span className={classes.nameText}>{row.name}</span>
            {row.isDefault && (
              <Tooltip label={t('default')}>
                <IconStarFilled size={14} role="img" aria-label={t('default')} className={classes.star} />
              </Tooltip>
            )}
          </span>
        ),
        csv: (row) => row.name,
        sortable: true,
        fixed: true,
        grow: 3,
        width: 300,
      },
      {
        key: 'subject',
        title: t('fields.subject'),
        cell: (row) => row.subject || t('noSubject'),
        csv: (row) => row.subject,
        width: 120,
        grow: 2,
      },
      {
        key: 'type',
        title: t('fields.type'),
        cell: (row) => t(`type.${row.type}`),
        csv: (row) => t(`type.${row.type}`),
        width: 190,
        grow: 0,
      },
      {
        key: 'language',
        title: t('fields.language'),
        cell: (row) => t(`language.${row.language}`),
        csv: (row) => row.language,
        width: 90,
        grow: 0,
      },
      {
        key: 'status',
        title: t('fields.status'),
        cell: (row) => <StatusBadge of={templateLooks} value={templateStatus(row)} />,
        csv: (row) => t(`status.${templateStatus(row)}`),
        width: 190,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'version',
        title: t('fields.version'),
        cell: (row) =>
          row.publishedVersion === null ? t('noVersion') : t('versionN', { number: row.publishedVersion }),
        csv: (row) => row.publishedVersion,
        width: 100,
        grow: 0,
        optional: true,
      },
      {
        key: 'updatedAt',
        title: t('fields.updated'),
        cell: (row) => <DateTime at={row.updatedAt} />,
        sortable: true,
        width: 140,
        grow: 0,
      },
    ]
    if (mayWrite) {
      columns.push({
        key: 'actions',
        title: t('fields.actions'),
        cell: (row) => <TemplateMenu template={row} />,
        width: 96,
        grow: 0,
        card: 'none',
      })
    }
    return columns
  }, [t, mayWrite])
}
