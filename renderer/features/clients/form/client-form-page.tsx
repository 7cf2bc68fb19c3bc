import { Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { client as engine, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { useSession } from '../../../app/session.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { ClientForm } from './client-form.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { type ClientValues, differences, fieldsOf, valuesOf, withFieldsOf } from './values.ts'

/** A new client. */
export function NewClientPage() {
  const { t } = useTranslation(['clients', 'common'])
  const navigate = useNavigate()
  const home = useSession().workspace.country
  const create = useMutation({
    mutationFn: (values: ClientValues) => engine.clients.create(fieldsOf(values, home)),
    onError: () => undefined,
    onSuccess: async ({ id }) => {
      notifications.show({ message: t('form.created') })
      await navigate({ to: '/clients/$clientId', params: { clientId: id }, ignoreBlocker: true })
    },
  })
  return (
    <Page width="readable">
      <PageHeader title={t('form.createTitle')} back={{ label: t('title'), to: '/clients' }} />
      <ClientForm
        initial={valuesOf(undefined, home)}
        fresh
        submitLabel={t('form.create')}
        busy={create.isPending}
        saved={create.isSuccess}
        error={create.error}
        onSubmit={(values) => create.mutate(values)}
        onCancel={() => void navigate({ to: '/clients' })}
      />
    </Page>
  )
}

/** The form of a client that is there. */
export function EditClientPage() {
  const { t } = useTranslation('clients')
  const { clientId } = useParams({ from: '/shell/clients/$clientId/edit' })
  const query = useQuery(orpc.clients.get.queryOptions({ input: { id: clientId } }))
  return (
    <Page width="readable">
      <PageHeader
        title={t('form.editTitle')}
        back={{ label: query.data?.name ?? t('title'), to: query.data ? `/clients/${clientId}` : '/clients' }}
      />
      {query.isPending && <Skeleton height={420} />}
      {query.isError && !query.data && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <EditForm key={clientId} client={query.data} />}
    </Page>
  )
}

function EditForm({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const home = useSession().workspace.country
  // What the person began with: later changes by others are met when saving, never slipped in while writing.
  const [base, setBase] = useState({ version: client.version, values: valuesOf(client, home) })
  const [clash, setClash] = useState<{ theirs: Client; mine: ClientValues }>()
  const leave = (): Promise<void> =>
    navigate({ to: '/clients/$clientId', params: { clientId: client.id }, ignoreBlocker: true })
  const save = useMutation({
    mutationFn: ({ values, from }: { values: ClientValues; from: typeof base }) => {
      const all = fieldsOf(values, home)
      const changed = differences(from.values, values).map((field) => [field, all[field]] as const)
      return engine.clients.update({
        id: client.id,
        version: from.version,
        fields: Object.fromEntries(changed),
      })
    },
    onSuccess: async (saved) => {
      queryClient.setQueryData(orpc.clients.get.queryKey({ input: { id: client.id } }), saved)
      notifications.show({ message: t('form.saved') })
      await leave()
    },
    onError: async (error, { values, from }) => {
      if (explain(error).reason === 'changed_meanwhile') await meet(values, from)
    },
  })

  /** Puts both persons' changes together; asks only where both changed the same field. */
  async function meet(mine: ClientValues, from: typeof base): Promise<void> {
    const theirs = await engine.clients.get({ id: client.id })
    const theirValues = valuesOf(theirs, home)
    const changedByThem = differences(from.values, theirValues)
    const both = differences(from.values, mine).filter(
      (field) => changedByThem.includes(field) && differences(mine, theirValues).includes(field),
    )
    if (both.length > 0) return setClash({ theirs, mine })
    const merged = withFieldsOf(mine, theirValues, changedByThem)
    notifications.show({ message: t('conflict.merged') })
    save.mutate({ values: merged, from: { version: theirs.version, values: theirValues } })
  }

  const conflict = explainedConflict(save.error)
  return (
    <>
      <ClientForm
        initial={base.values}
        submitLabel={t('form.save')}
        busy={save.isPending}
        saved={save.isSuccess}
        error={conflict ? null : save.error}
        onSubmit={(values) => {
          if (differences(base.values, values).length === 0) {
            notifications.show({ message: t('form.noChanges') })
            void leave()
          } else save.mutate({ values, from: base })
        }}
        onCancel={() => void navigate({ to: '/clients/$clientId', params: { clientId: client.id } })}
      />
      {clash && (
        <ConflictPanel
          base={base.values}
          mine={clash.mine}
          theirs={valuesOf(clash.theirs, home)}
          busy={save.isPending}
          onClose={() => setClash(undefined)}
          onChoose={(values) => {
            const from = { version: clash.theirs.version, values: valuesOf(clash.theirs, home) }
            setBase((before) => ({ ...before, version: from.version }))
            setClash(undefined)
            save.mutate({ values, from })
          }}
        />
      )}
    </>
  )
}

function explainedConflict(error: Error | null): boolean {
  return error !== null && explain(error).reason === 'changed_meanwhile'
}
