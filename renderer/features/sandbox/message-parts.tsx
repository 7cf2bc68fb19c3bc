import { Button, Code, Group, SegmentedControl, Skeleton, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconFile, IconFileText, IconPaperclip } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SandboxMessage } from '../../../shared/contract/sandbox.ts'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { MessageFrame } from '../../components/message/message-frame.tsx'
import { saveFile } from '../../components/table/csv.ts'
import classes from './sandbox.module.css'

interface PartProps {
  message: SandboxMessage
}

/** The HTML part as a person's program shows it, light or dark, wide or on a phone. */
export function HtmlPart({ message }: PartProps) {
  const { t } = useTranslation('sandbox')
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  const [narrow, setNarrow] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  if (message.html === null) return <EmptyState compact icon={IconFileText} title={t('view.noHtml')} />
  return (
    <div>
      <Group gap={8} className={classes.viewTools}>
        <SegmentedControl
          size="xs"
          aria-label={t('view.scheme')}
          value={scheme}
          onChange={(value) => setScheme(value === 'dark' ? 'dark' : 'light')}
          data={[
            { value: 'light', label: t('view.light') },
            { value: 'dark', label: t('view.dark') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('view.width')}
          value={narrow ? 'narrow' : 'wide'}
          onChange={(value) => setNarrow(value === 'narrow')}
          data={[
            { value: 'wide', label: t('view.wide') },
            { value: 'narrow', label: t('view.narrow') },
          ]}
        />
      </Group>
      <div className={classes.paper} data-narrow={narrow || undefined}>
        <MessageFrame
          html={message.html}
          title={t('view.frame', { subject: message.subject })}
          scheme={scheme}
          onLink={setLink}
        />
      </div>
      <Text className={classes.link} aria-live="polite">
        {link !== null && (
          <>
            {t('view.link')} <Code>{link}</Code>
          </>
        )}
      </Text>
    </div>
  )
}

export function TextPart({ message }: PartProps) {
  const { t } = useTranslation('sandbox')
  if (message.text === null) return <EmptyState compact icon={IconFileText} title={t('view.noText')} />
  return (
    <pre className={classes.plain} tabIndex={0} aria-label={t('view.text')}>
      {message.text}
    </pre>
  )
}

export function HeadersPart({ message }: PartProps) {
  const { t } = useTranslation('sandbox')
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('view.headers')}>
      <Table className={classes.headers} verticalSpacing={6}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">{t('view.envelope')}</Table.Th>
            <Table.Td>
              {message.envelope.from} → {message.envelope.to.join(', ')}
            </Table.Td>
          </Table.Tr>
          {message.headers.map(({ name, value }, index) => (
            // Headers repeat (Received), so the place is part of the key.
            // eslint-disable-next-line react/no-array-index-key
            <Table.Tr key={`${index}:${name}`}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

export function SourcePart({ id }: { id: string }) {
  const { t } = useTranslation('sandbox')
  const query = useQuery({ ...orpc.sandbox.source.queryOptions({ input: { id } }), staleTime: Infinity })
  if (query.isError) return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={240} mt={16} />
  const { source, truncated } = query.data
  return (
    <div>
      <Group justify="space-between" gap={8} className={classes.viewTools}>
        <Text className={classes.note}>{truncated ? t('view.truncated') : ''}</Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => saveFile(`${id}.eml`, source, 'message/rfc822')}
        >
          {t('view.saveSource')}
        </Button>
      </Group>
      <pre className={classes.plain} data-code tabIndex={0} aria-label={t('view.source')}>
        {source}
      </pre>
    </div>
  )
}

export function FilesPart({ message }: PartProps) {
  const { t } = useTranslation(['sandbox', 'common'])
  const format = useFormat()
  const fetchFile = useMutation(
    orpc.sandbox.attachment.mutationOptions({
      onSuccess: (file) => saveFile(file.name, file),
      onError: (error) => notifications.show({ color: 'red', message: explain(error).message }),
    }),
  )
  if (message.files.length === 0) return <EmptyState compact icon={IconPaperclip} title={t('view.noFiles')} />
  return (
    <ul className={classes.files}>
      {message.files.map((file) => (
        <li key={file.index} className={classes.file}>
          <IconFile size={20} stroke={1.5} aria-hidden />
          <span className={classes.fileName}>
            <span>{file.name}</span>
            <Text className={classes.note}>
              {file.mediaType} · {format.bytes(file.bytes)}
            </Text>
          </span>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('view.download', { name: file.name })}
            leftSection={<IconDownload size={14} />}
            onClick={() => fetchFile.mutate({ id: message.id, index: file.index })}
          >
            {t('common:actions.download')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
