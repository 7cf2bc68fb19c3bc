import { Alert, Loader, Menu, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronRight, IconDots, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { knownWorkspaceSchema } from '../../../shared/contract/workspaces.ts'
import { client, orpc } from '../../app/client.ts'
import { explain, explainIssue } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { useEnter } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import { useEnterWorkspace } from './enter-workspace.ts'
import classes from './workspaces.module.css'

type Known = z.infer<typeof knownWorkspaceSchema>

/** The workspaces of this machine: opening, and removing. */
export function WorkspaceList({ workspaces, signedIn }: { workspaces: Known[]; signedIn: boolean }) {
  const { t } = useTranslation('workspaces')
  return (
    <ul className={classes.list} aria-label={t('title')}>
      {workspaces.map((workspace) => (
        <WorkspaceLine key={workspace.id} workspace={workspace} signedIn={signedIn} />
      ))}
    </ul>
  )
}

function WorkspaceLine({ workspace, signedIn }: { workspace: Known; signedIn: boolean }) {
  const { t } = useTranslation('workspaces')
  const format = useFormat()
  const enter = useEnterWorkspace()
  const navigate = useNavigate()
  const { id, name, open, sample, lastOpenedAt } = workspace
  const opening = useMutation({
    mutationFn: () => client.workspaces.open({ id }, { context: { timeoutMs: 300_000 } }),
    meta: { quiet: true },
    onSuccess: enter,
    // The reason stands with the workspace, also the next time.
    onError: () => undefined,
  })
  const problem = opening.isError
    ? explain(opening.error).message
    : workspace.problem && explainIssue({ path: [], ...workspace.problem })
  const when = open
    ? t('openNow')
    : lastOpenedAt === null
      ? t('neverOpened')
      : t('lastOpened', { when: format.ago(lastOpenedAt) })
  return (
    <li className={classes.line}>
      <div className={classes.row}>
        <UnstyledButton
          className={classes.open}
          disabled={opening.isPending}
          onClick={() => (open && signedIn ? void navigate({ to: '/' }) : opening.mutate())}
        >
          <span className={classes.initial} aria-hidden>
            {name.trim().charAt(0).toLocaleUpperCase()}
          </span>
          <span className={classes.words}>
            <span className={classes.name}>
              {name}
              {sample && <ToneBadge tone="warning" label={t('sample')} />}
            </span>
            <span className={classes.when}>{opening.isPending ? t('opening') : when}</span>
          </span>
          {opening.isPending ? <Loader size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        </UnstyledButton>
        <More workspace={workspace} />
      </div>
      {problem && (
        <Alert color="red" role="alert" className={classes.problem}>
          {problem}
        </Alert>
      )}
    </li>
  )
}

function More({ workspace: { id, name, open } }: { workspace: Known }) {
  const { t } = useTranslation('workspaces')
  const ask = useConfirm()
  const enter = useEnter()
  const queryClient = useQueryClient()
  const remove = useMutation(orpc.workspaces.remove.mutationOptions({ meta: { quiet: true } }))
  const askAndRemove = async (): Promise<void> => {
    const removed = await ask({
      title: t('removeTitle', { name }),
      text: t('removeText'),
      confirm: t('removeConfirm'),
      danger: true,
      typed: name,
      run: () => remove.mutateAsync({ id, typedName: name }),
    })
    if (!removed) return
    notifications.show({ message: t('removed', { name }) })
    // With the workspace its session is gone, and with no workspace nothing announces changes.
    if (open) await enter()
    await queryClient.invalidateQueries({ queryKey: orpc.workspaces.key() })
  }
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={t('more', { name })} icon={IconDots} size="lg" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void askAndRemove()}>
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
