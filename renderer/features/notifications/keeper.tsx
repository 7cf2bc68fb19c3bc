import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { client, isDesktop, orpc } from '../../app/client.ts'
import { useBadges } from '../../app/navigation.ts'
import { pathTo } from '../../app/paths.ts'
import { useCan } from '../../app/session.tsx'

/** Keeps the counts of the rail up to date, and shows toasts where the browser may. Draws nothing. */
export function NotificationKeeper() {
  return (
    <>
      <UnreadCount />
      <WaitingCount />
    </>
  )
}

function UnreadCount() {
  const allowed = useCan('notifications:read')
  const { data, dataUpdatedAt } = useQuery({ ...orpc.notifications.badge.queryOptions(), enabled: allowed })
  useEffect(() => useBadges.getState().set('notifications', data?.unread ?? 0), [data])
  useBrowserToasts(dataUpdatedAt)
  return null
}

function WaitingCount() {
  const allowed = useCan('approvals:decide')
  const { data } = useQuery({ ...orpc.approvals.waiting.queryOptions(), enabled: allowed })
  useEffect(() => useBadges.getState().set('approvals', data?.count ?? 0), [data])
  return null
}

/** The longest wait that a timer of the browser holds. */
const longestWait = 2_000_000_000

/**
 * Shows due toasts through the browser's own notifications, where the person has allowed it, and takes
 * away those that were read elsewhere. The desktop app shows its own.
 */
function useBrowserToasts(changedAt: number): void {
  const navigate = useNavigate()
  const shown = useRef(new Map<string, Notification>())
  useEffect(() => {
    if (isDesktop || changedAt === 0 || !mayShow()) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const look = async (): Promise<void> => {
      await withdrawRead(shown.current)
      const { toasts, nextAt } = await client.notifications.takeToasts()
      for (const toast of toasts) {
        const notice = new Notification(toast.title, {
          body: toast.text,
          tag: toast.id,
          icon: '/favicon.svg',
        })
        notice.addEventListener('click', () => {
          window.focus()
          notice.close()
          void navigate({ to: pathTo(toast.link) })
        })
        shown.current.set(toast.id, notice)
      }
      if (nextAt !== null && !ended) {
        timer = setTimeout(() => void look(), Math.min(longestWait, Math.max(1_000, nextAt - Date.now())))
      }
    }
    // A toast that cannot be shown stands in the centre all the same.
    look().catch(() => undefined)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [changedAt, navigate])
}

function mayShow(): boolean {
  return 'Notification' in window && Notification.permission === 'granted'
}

async function withdrawRead(shown: Map<string, Notification>): Promise<void> {
  if (shown.size === 0) return
  const { items } = await client.notifications.list({ show: 'unread', limit: 200 })
  const unread = new Set(items.map((item) => item.id))
  for (const [id, notice] of shown) {
    if (unread.has(id)) continue
    notice.close()
    shown.delete(id)
  }
}
