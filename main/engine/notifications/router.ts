import { authorized, os } from '../core/access/procedures.ts'
import { takeDesktopNotifications } from './desktop.ts'
import {
  readAllNotifications,
  readNotifications,
  removeNotifications,
  restoreNotifications,
  snoozeNotifications,
  unreadNotifications,
} from './notifications.ts'
import { getPreferences, resetPreferences, savePreferences } from './preferences.ts'
import { countUnread, listNotifications, ownerOf } from './queries.ts'

const { notifications } = os
/** Everybody sees and changes their own only: one permission is enough. */
const own = authorized('notifications:read')

export const notificationsRouter = notifications.router({
  list: notifications.list
    .use(own)
    .handler(({ context, input }) => listNotifications(context.engine, context.actor, input)),
  badge: notifications.badge
    .use(own)
    .handler(({ context }) => ({ unread: countUnread(context.engine, context.actor) })),
  read: notifications.read.use(own).handler(({ context, input }) => ({
    changed: readNotifications(context.engine, context.actor, input.ids),
  })),
  unread: notifications.unread.use(own).handler(({ context, input }) => ({
    changed: unreadNotifications(context.engine, context.actor, input.ids),
  })),
  readAll: notifications.readAll.use(own).handler(({ context, input }) => ({
    changed: readAllNotifications(context.engine, context.actor, input),
  })),
  snooze: notifications.snooze.use(own).handler(({ context, input }) => ({
    changed: snoozeNotifications(context.engine, context.actor, input),
  })),
  remove: notifications.remove.use(own).handler(({ context, input }) => ({
    changed: removeNotifications(context.engine, context.actor, input.ids),
  })),
  restore: notifications.restore.use(own).handler(({ context, input }) => ({
    changed: restoreNotifications(context.engine, context.actor, input.ids),
  })),
  takeToasts: notifications.takeToasts
    .use(own)
    .handler(({ context }) => takeDesktopNotifications(context.engine, ownerOf(context.actor))),
  preferences: notifications.preferences
    .use(own)
    .handler(({ context }) => getPreferences(context.engine, context.actor)),
  savePreferences: notifications.savePreferences
    .use(own)
    .handler(({ context, input }) => savePreferences(context.engine, context.actor, input)),
  resetPreferences: notifications.resetPreferences
    .use(own)
    .handler(({ context }) => resetPreferences(context.engine, context.actor)),
})
