import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots, IconDownload, IconHistory, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Backup } from '../../../shared/contract/backups.ts'
import { client, orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { useSession } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { startJob } from '../../components/feedback/jobs.ts'
import { saveFile } from '../../components/table/csv.ts'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import { useEnterWorkspace } from '../workspaces/enter-workspace.ts'
import classes from './backups.module.css'

const patience = { context: { timeoutMs: 600_000 } }

/** One backup: when, of which kind, how large, and what can be done with it. */
export function BackupLine({ backup }: { backup: Backup }) {
  const { t } = useTranslation('backups')
  const format = useFormat()
  const when = format.dateTime(backup.at)
  const download = useDownload()
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.when}>
          {when}
          <ToneBadge tone="neutral" label={t(`kind.${backup.kind}`)} />
        </span>
        <span className={classes.dim}>
          {format.bytes(backup.bytes)}
          {backup.sha256 && (
            <>
              {' · '}
              <code className={classes.sha} title={backup.sha256}>
                SHA-256 {backup.sha256.slice(0, 12)}…
              </code>
              <CopyButton value={backup.sha256} label={t('copySha')} />
            </>
          )}
        </span>
      </div>
      <Button
        variant="default"
        className={classes.download}
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate(backup.file)}
      >
        {t('download')}
      </Button>
      <More backup={backup} when={when} />
    </li>
  )
}

function useDownload() {
  const { t } = useTranslation('backups')
  return useMutation({
    mutationFn: (file: string) => client.backups.download({ file }, patience),
    meta: { quiet: true },
    onMutate: (file) => startJob({ title: t('downloading', { name: file }) }),
    onSuccess: (blob, file, job) => {
      saveFile(file, blob)
      job.done()
    },
    onError: (error, _file, job) => job?.fail(explain(error).message),
  })
}

function More({ backup: { file }, when }: { backup: Backup; when: string }) {
  const { t } = useTranslation('backups')
  const { workspace } = useSession()
  const ask = useConfirm()
  const enter = useEnterWorkspace()
  const remove = useMutation(orpc.backups.remove.mutationOptions({ meta: { quiet: true } }))
  const askRestore = (): Promise<boolean> =>
    ask({
      title: t('restoreTitle', { when }),
      text: t('restoreText'),
      confirm: t('restoreConfirm'),
      danger: true,
      typed: workspace.name,
      run: async () => enter(await client.workspaces.restore({ workspaceId: workspace.id, file }, patience)),
    })
  const askRemove = (): Promise<boolean> =>
    ask({
      title: t('removeTitle', { when }),
      text: t('removeText'),
      confirm: t('removeConfirm'),
      danger: true,
      run: async () => {
        await remove.mutateAsync({ file })
        notifications.show({ message: t('removed') })
      },
    })
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={t('more', { when })} icon={IconDots} size="lg" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => void askRestore()}>
          {t('restore')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void askRemove()}>
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
