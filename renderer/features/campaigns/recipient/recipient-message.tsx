import { Alert, SegmentedControl, Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { MessageView } from '../message/message-view.tsx'
import { templateProblemWord } from '../words.ts'
import classes from './recipient.module.css'

interface RecipientMessageViewProps {
  campaignId: string
  recipientId: string
  /** The latest stage; with a second message there is a choice. */
  stage: number
}

/** The message of one recipient as it went out, or as it would go out now. */
export function RecipientMessageView({ campaignId, recipientId, stage }: RecipientMessageViewProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [shown, setShown] = useState(Math.max(1, stage))
  const query = useQuery({
    ...orpc.campaigns.recipients.message.queryOptions({
      input: { campaignId, recipientId, stage: shown },
    }),
    placeholderData: (before) => before,
  })
  const data = query.data
  return (
    <>
      {stage > 1 && (
        <SegmentedControl
          mb={12}
          aria-label={t('recipient.stage')}
          value={String(shown)}
          onChange={(value) => setShown(Number(value))}
          data={[
            { value: '1', label: t('recipient.first') },
            { value: '2', label: t('recipient.second') },
          ]}
        />
      )}
      {query.isPending && <Skeleton height={320} />}
      {query.isError && !data && (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data && (
        <>
          <p className={classes.note}>
            {data.sentAt === null
              ? t('recipient.asNow')
              : t('recipient.asSent', { at: format.dateTime(data.sentAt) })}
          </p>
          {data.problem && (
            <Alert color="red" icon={<IconAlertTriangle size={18} />} mb={12}>
              {templateProblemWord(data.problem)}
            </Alert>
          )}
          {data.message && (
            <MessageView
              from={data.from}
              to={data.to}
              subject={data.message.subject}
              html={data.message.html}
              text={data.message.text}
            />
          )}
        </>
      )}
    </>
  )
}
