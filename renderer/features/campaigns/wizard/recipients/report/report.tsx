import { Button, Group, Loader } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportReport, RecipientImport } from '../../../../../../shared/contract/campaigns/imports.ts'
import { useFormat } from '../../../../../app/format.ts'
import { useSession } from '../../../../../app/session.tsx'
import { Section } from '../../../../../components/page/section.tsx'
import { Stat, Stats } from '../../../../../components/values/stat.tsx'
import { DownloadMenu } from '../../../../../components/actions/download-menu.tsx'
import { ReportReasons } from './report-reasons.tsx'
import classes from '../recipients.module.css'
import { client } from '../../../../../app/client.ts'

interface ImportReportViewProps {
  run: RecipientImport
  report: ImportReport
  /** The rows are being validated again. */
  busy: boolean
  onAnother: () => void
}

/** What became of the file: how many go on, and for each reason how many do not, with the means to change it. */
export function ImportReportView({ run, report, busy, onAnother }: ImportReportViewProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { workspace } = useSession()
  // The firm's own currency first: the others are the exception.
  const totals = report.totals
    .toSorted((a, b) => Number(b.currency === workspace.currency) - Number(a.currency === workspace.currency))
    .map(({ minor, currency }) => format.money(minor, currency))
  return (
    <>
      <Stats>
        <Stat
          label={t('report.recipients')}
          value={format.number(report.recipients)}
          tone="success"
          detail={t('report.invoices', {
            count: report.invoices,
            formatted: format.number(report.invoices),
          })}
        />
        <Stat
          label={t('report.rows')}
          value={format.number(report.rows)}
          detail={t('report.merged', { count: report.merged, formatted: format.number(report.merged) })}
        />
        <Stat
          label={t('report.excluded')}
          value={format.number(report.excluded)}
          tone={report.excluded > 0 ? 'warning' : undefined}
          detail={t('report.excludedHelp')}
        />
        <Stat
          label={t('report.blocked')}
          value={format.number(report.blocked)}
          tone={report.blocked > 0 ? 'danger' : undefined}
          detail={t('report.blockedHelp')}
        />
        {totals.length > 0 && (
          <Stat
            label={t('report.totals')}
            value={<span className={classes.total}>{totals[0]}</span>}
            detail={totals.length > 1 ? format.list(totals.slice(1)) : undefined}
          />
        )}
      </Stats>
      <Section
        title={t('report.title')}
        text={t('report.text', { name: run.fileName })}
        flush
        actions={
          <Group gap={8}>
            {busy && <Loader size={16} aria-label={t('report.again')} />}
            {report.reasons.length > 0 && (
              <DownloadMenu
                label={t('report.downloadAll')}
                name={t('report.fileAll')}
                fetch={(kind, signal) =>
                  client.campaigns.imports.exportRows({ id: run.id, format: kind }, { signal })
                }
              />
            )}
            <Button variant="default" leftSection={<IconFileUpload size={16} />} onClick={onAnother}>
              {t('source.another')}
            </Button>
          </Group>
        }
      >
        <ReportReasons run={run} report={report} />
      </Section>
    </>
  )
}
