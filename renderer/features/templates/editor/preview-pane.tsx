import { Alert, Group, SegmentedControl, Select, Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { useCan } from '../../../app/session.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { MessageFrame } from '../../../components/message/message-frame.tsx'
import classes from './editor.module.css'

/** In whose name the preview is written: the sample, or the id of a client. */
export type PreviewAs = { kind: 'sample' } | { kind: 'client'; id: string }

interface PreviewPaneProps {
  preview: TemplatePreview | undefined
  error: unknown
  onRetry: () => void
  updating: boolean
  as: PreviewAs
  onAs: (as: PreviewAs) => void
}

/** The message as the chosen person gets it, light or dark, wide or on a phone. */
export function PreviewPane({ preview, error, onRetry, updating, as, onAs }: PreviewPaneProps) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  const [narrow, setNarrow] = useState(false)
  const [part, setPart] = useState<'html' | 'text'>('html')
  const message = preview?.message
  return (
    <section className={classes.preview} aria-label={t('preview.title')} aria-busy={updating}>
      <Group gap={8} className={classes.previewTools}>
        <ChoosePerson as={as} onAs={onAs} />
        <Choice
          label={t('preview.part')}
          value={part}
          onChange={setPart}
          options={[
            ['html', t('preview.html')],
            ['text', t('preview.text')],
          ]}
        />
        {part === 'html' && (
          <>
            <Choice
              label={t('preview.scheme')}
              value={scheme}
              onChange={setScheme}
              options={[
                ['light', t('preview.light')],
                ['dark', t('preview.dark')],
              ]}
            />
            <Choice
              label={t('preview.width')}
              value={narrow ? 'narrow' : 'wide'}
              onChange={(value) => setNarrow(value === 'narrow')}
              options={[
                ['wide', t('preview.wide')],
                ['narrow', t('preview.narrow')],
              ]}
            />
          </>
        )}
      </Group>
      {error !== null && error !== undefined ? (
        <ErrorState compact error={error} onRetry={onRetry} />
      ) : !preview ? (
        <Skeleton height={360} />
      ) : !message ? (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('preview.broken')} />
      ) : (
        <>
          <div className={classes.subjectLine}>
            <Text className={classes.subjectLabel}>{t('preview.subject')}</Text>
            <Text className={classes.subjectText}>{message.subject || t('noSubject')}</Text>
            <Text className={classes.size}>{t('preview.size', { size: format.bytes(message.bytes) })}</Text>
          </div>
          {part === 'html' ? (
            <div className={classes.paper} data-narrow={narrow || undefined}>
              <MessageFrame html={message.html} title={t('preview.frame')} scheme={scheme} minHeight={320} />
            </div>
          ) : (
            <pre className={classes.plain}>{message.text}</pre>
          )}
        </>
      )}
    </section>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: [value: Value, label: string][]
}

function Choice<Value extends string>({ label, value, onChange, options }: ChoiceProps<Value>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(next) => {
        const found = options.find(([known]) => known === next)
        if (found) onChange(found[0])
      }}
      data={options.map(([known, text]) => ({ value: known, label: text }))}
    />
  )
}

function ChoosePerson({ as, onAs }: { as: PreviewAs; onAs: (as: PreviewAs) => void }) {
  const { t } = useTranslation('templates')
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, 250)
  const mayRead = useCan('clients:read')
  const clients = useQuery({
    ...orpc.clients.list.queryOptions({ input: { limit: 20, ...(wanted === '' ? {} : { search: wanted }) } }),
    enabled: mayRead,
    placeholderData: keepPreviousData,
  })
  const options = clients.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <Select
      size="xs"
      className={classes.person}
      aria-label={t('preview.as')}
      allowDeselect={false}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      value={as.kind === 'client' ? as.id : 'sample'}
      onChange={(value) =>
        onAs(value === null || value === 'sample' ? { kind: 'sample' } : { kind: 'client', id: value })
      }
      // The engine has searched already; the sample is always there.
      filter={({ options: found }) => found}
      data={[
        { value: 'sample', label: t('preview.sample') },
        ...(options.length > 0 ? [{ group: t('preview.clients'), items: options }] : []),
      ]}
    />
  )
}
