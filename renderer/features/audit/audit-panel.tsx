import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { useActorName } from './actor-name.ts'
import classes from './audit.module.css'
import { actionName, subjectName } from './words.ts'

/** One entry with its facts and its place in the chain. */
export function AuditPanel({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation('audit')
  const actorName = useActorName()
  return (
    <SidePanel opened={entry !== undefined} onClose={onClose} title={entry && t('entry', { seq: entry.seq })}>
      {entry && (
        <Stack gap={16}>
          <KeyValues
            items={[
              [t('columns.action'), actionName(entry.action)],
              [t('columns.actor'), actorName(entry)],
              [t('columns.at'), <DateTime key="at" at={entry.at} as="dateTime" />],
              [t('columns.subject'), subjectName(entry.subjectType)],
              [t('subjectId'), entry.subjectId && <code className={classes.hash}>{entry.subjectId}</code>],
              [
                t('columns.hash'),
                <span key="hash" className={classes.head}>
                  <code className={classes.hash}>{entry.hash}</code>
                  <CopyButton value={entry.hash} label={t('copyHash')} />
                </span>,
              ],
            ]}
          />
          {Object.keys(entry.details).length > 0 && (
            <div>
              <Text fw={500} mb={4}>
                {t('columns.details')}
              </Text>
              <Code block tabIndex={0} role="region" aria-label={t('columns.details')}>
                {JSON.stringify(entry.details, null, 2)}
              </Code>
            </div>
          )}
        </Stack>
      )}
    </SidePanel>
  )
}
