import { Button, Group, MultiSelect, Radio, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientStages } from '../../../../../shared/domain/client-stages.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { Stat, Stats } from '../../../../components/values/stat.tsx'
import { clientStageName } from '../../client-words.ts'
import type { OpenDraft } from '../draft.ts'

interface ClientFilter {
  ids?: string[]
  stage?: string
  tag?: string
}

/** Recipients from the clients of the firm: by stage and tag, or one by one. Counted before they are added. */
export function ClientPicker({ draft, onAdded }: { draft: OpenDraft; onAdded: (() => void) | undefined }) {
  const { t } = useTranslation('campaigns')
  const [way, setWay] = useState<'filter' | 'chosen'>('filter')
  const [filter, setFilter] = useState<ClientFilter>({})
  const asked = way === 'chosen' ? { ids: filter.ids ?? [] } : { stage: filter.stage, tag: filter.tag }
  const nobody = way === 'chosen' && (filter.ids ?? []).length === 0
  return (
    <Section title={t('pick.title')} text={t('pick.text')}>
      <Stack gap={16}>
        <Radio.Group value={way} onChange={(value) => setWay(value === 'chosen' ? 'chosen' : 'filter')}>
          <Group gap={24}>
            <Radio value="filter" label={t('pick.byFilter')} />
            <Radio value="chosen" label={t('pick.byName')} />
          </Group>
        </Radio.Group>
        {way === 'filter' ? (
          <FilterFields filter={filter} onChange={setFilter} />
        ) : (
          <ClientNames ids={filter.ids ?? []} onChange={(ids) => setFilter({ ...filter, ids })} />
        )}
        {nobody ? (
          <Text size="sm" c="dimmed">
            {t('pick.none')}
          </Text>
        ) : (
          <Outcome draft={draft} filter={asked} onAdded={onAdded} />
        )}
      </Stack>
    </Section>
  )
}

function FilterFields({
  filter,
  onChange,
}: {
  filter: ClientFilter
  onChange: (filter: ClientFilter) => void
}) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const tags = useQuery(orpc.clients.tags.queryOptions())
  return (
    <Group gap={12}>
      <Select
        label={t('pick.stage')}
        placeholder={t('pick.anyStage')}
        clearable
        w={220}
        data={clientStages.map((value) => ({ value, label: clientStageName(value) }))}
        value={filter.stage ?? null}
        onChange={(value) => onChange({ ...filter, stage: value ?? undefined })}
      />
      <Select
        label={t('pick.tag')}
        placeholder={t('pick.anyTag')}
        clearable
        searchable
        w={220}
        data={(tags.data ?? []).map(({ tag, clients }) => ({
          value: tag,
          label: `${tag} (${format.number(clients)})`,
        }))}
        value={filter.tag ?? null}
        onChange={(value) => onChange({ ...filter, tag: value ?? undefined })}
      />
    </Group>
  )
}

function ClientNames({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation('campaigns')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  // Names that were chosen stay known after another search.
  const [names, setNames] = useState<Record<string, string>>({})
  const found = useQuery(
    orpc.clients.list.queryOptions({ input: { search: search || undefined, limit: 50 } }),
  )
  const options = [
    ...ids.map((id) => ({ value: id, label: names[id] ?? id })),
    ...(found.data?.items ?? [])
      .filter(({ id }) => !ids.includes(id))
      .map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <MultiSelect
      label={t('pick.clients')}
      placeholder={ids.length === 0 ? t('pick.search') : undefined}
      searchable
      clearable
      maw={560}
      data={options}
      value={ids}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isFetching ? undefined : t('pick.notFound')}
      onChange={(next) => {
        const known = Object.fromEntries(options.map(({ value, label }) => [value, label]))
        setNames((before) => ({ ...before, ...known }))
        onChange(next)
      }}
    />
  )
}

interface OutcomeProps {
  draft: OpenDraft
  filter: { ids?: string[]; stage?: string | undefined; tag?: string | undefined }
  onAdded: (() => void) | undefined
}

function Outcome({ draft, filter, onAdded }: OutcomeProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const queryClient = useQueryClient()
  const input = { campaignId: draft.id, filter }
  const preview = useQuery({
    queryKey: [...orpc.campaigns.recipients.fromClients.key(), 'preview', input],
    queryFn: ({ signal }) => client.campaigns.recipients.fromClients({ ...input, preview: true }, { signal }),
  })
  const add = useMutation({
    mutationFn: () => client.campaigns.recipients.fromClients({ ...input, preview: false }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
      onAdded?.()
    },
  })
  if (preview.isError)
    return <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />
  const found = preview.data
  const figure = (value: number | undefined): string => (value === undefined ? '–' : format.number(value))
  return (
    <>
      <Stats>
        <Stat label={t('pick.foundClients')} value={figure(found?.clients)} />
        <Stat
          label={t('pick.foundContacts')}
          value={figure(found?.contacts)}
          detail={t('pick.contactsHelp')}
        />
        <Stat label={t('pick.already')} value={figure(found?.already)} />
        <Stat
          label={t('pick.without')}
          value={figure(found?.without)}
          tone={found && found.without > 0 ? 'warning' : undefined}
        />
      </Stats>
      <Group justify="flex-end">
        <Button
          loading={add.isPending}
          disabled={found === undefined || found.contacts - found.already <= 0}
          onClick={() => add.mutate()}
        >
          {t('pick.add', {
            count: Math.max(0, (found?.contacts ?? 0) - (found?.already ?? 0)),
            formatted: figure(found ? Math.max(0, found.contacts - found.already) : undefined),
          })}
        </Button>
      </Group>
    </>
  )
}
