import { Button, Group, Menu, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChecks, IconDots, IconFlask, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { useCan } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { useRows } from '../../components/table/rows.ts'
import { MessageList } from './message-list.tsx'
import { MessageView } from './message-view.tsx'
import classes from './sandbox.module.css'
import { SimulatorPanel } from './simulator-panel.tsx'
import { useMailboxKeys } from './use-mailbox-keys.ts'

/** The mailbox of the sandbox: list at the left, the message at the right, one of them on a phone. */
export function SandboxPage() {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const navigate = useNavigate()
  const { id } = useSearch({ from: '/shell/sandbox' })
  const [q, setQ] = useState('')
  const [unseen, setUnseen] = useState(false)
  const [simulator, setSimulator] = useState(false)
  const source = useRows(orpc.sandbox.list, { q: q || undefined, unseen: unseen || undefined })
  const status = useQuery(orpc.sandbox.status.queryOptions())
  const mayWrite = useCan('sandbox:write')
  const remove = useMutation(
    orpc.sandbox.delete.mutationOptions({
      onError: (error) => notifications.show({ color: 'red', message: explain(error).message }),
    }),
  )
  const open = (next: string | undefined): void =>
    void navigate({
      to: '/sandbox',
      search: next === undefined ? {} : { id: next },
      replace: id !== undefined,
    })
  const at = source.rows.findIndex((row) => row.id === id)
  const step = (by: number): void => {
    const next = source.rows[at < 0 ? 0 : Math.min(source.rows.length - 1, Math.max(0, at + by))]
    if (next) open(next.id)
  }
  const removeOne = (): void => {
    if (id === undefined || !mayWrite) return
    const next = source.rows[at + 1] ?? source.rows[at - 1]
    remove.mutate({ ids: [id] }, { onSuccess: () => open(next?.id) })
  }
  useMailboxKeys({ next: () => step(1), previous: () => step(-1), remove: removeOne })

  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={
          <>
            <Text mb={8}>{t('help.first')}</Text>
            {status.data && (
              <Text>
                {t('help.second', {
                  messages: format.number(status.data.kept.messages),
                  days: status.data.kept.days,
                })}
              </Text>
            )}
          </>
        }
        actions={
          <Group gap={8} wrap="nowrap">
            <Button
              variant="default"
              leftSection={<IconFlask size={16} />}
              onClick={() => setSimulator(true)}
            >
              {t('simulator.action')}
            </Button>
            <MailboxMenu
              messages={status.data?.messages ?? 0}
              mayWrite={mayWrite}
              onCleared={() => open(undefined)}
            />
          </Group>
        }
      />
      <div className={classes.panes} data-open={id !== undefined || undefined}>
        <MessageList
          source={source}
          status={status.data}
          chosen={id}
          onChoose={open}
          q={q}
          onSearch={setQ}
          unseen={unseen}
          onUnseen={setUnseen}
        />
        <MessageView
          id={id}
          empty={status.data?.messages === 0}
          onClose={() => open(undefined)}
          onStep={step}
          onDelete={mayWrite ? removeOne : undefined}
        />
      </div>
      <SimulatorPanel opened={simulator} onClose={() => setSimulator(false)} status={status.data} />
    </Page>
  )
}

interface MailboxMenuProps {
  messages: number
  mayWrite: boolean
  onCleared: () => void
}

function MailboxMenu({ messages, mayWrite, onCleared }: MailboxMenuProps) {
  const { t } = useTranslation(['sandbox', 'common'])
  const ask = useConfirm()
  const markSeen = useMutation(orpc.sandbox.markSeen.mutationOptions())
  const clear = useMutation(orpc.sandbox.clear.mutationOptions())
  const empty = async (): Promise<void> => {
    const run = async (): Promise<void> => {
      const { deleted } = await clear.mutateAsync({})
      onCleared()
      notifications.show({ message: t('clear.done', { count: deleted }) })
    }
    await ask({
      title: t('clear.title'),
      text: t('clear.text'),
      confirm: t('clear.confirm'),
      danger: true,
      run,
    })
  }
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={t('common:actions.more')} icon={IconDots} variant="default" size="lg" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconChecks size={16} />} onClick={() => markSeen.mutate({})}>
          {t('markAllSeen')}
        </Menu.Item>
        {mayWrite && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            disabled={messages === 0}
            onClick={() => void empty()}
          >
            {t('clear.action')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
