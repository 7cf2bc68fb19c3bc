import { Kbd, Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { Permission } from '../../shared/domain/permissions.ts'
import type { TextKey } from '../../shared/i18n/index.ts'
import { translate } from './i18n.ts'
import { placesFor } from './navigation.ts'
import { pathTo } from './paths.ts'
import { useSession } from './session.tsx'
import { isWriting } from './writing.ts'
import classes from './shortcuts.module.css'

const useOpened = create<{ opened: boolean }>(() => ({ opened: false }))

/** Opens the list of shortcuts, as `?` does. */
export function openShortcuts(): void {
  useOpened.setState({ opened: true })
}

const mod = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'

const general: [label: TextKey, keys: string[]][] = [
  ['shell:shortcuts.palette', [mod, 'K']],
  ['shell:shortcuts.rail', [mod, 'B']],
  ['shell:shortcuts.help', ['?']],
  ['shell:shortcuts.close', ['Esc']],
]
const lists: [label: TextKey, keys: string[]][] = [
  ['shell:shortcuts.down', ['↓']],
  ['shell:shortcuts.up', ['↑']],
  ['shell:shortcuts.openRow', ['↵']],
  ['shell:shortcuts.selectRow', ['␣']],
  ['shell:shortcuts.selectAll', [mod, 'A']],
  ['shell:shortcuts.search', ['/']],
]

/** `?`: what the keyboard can do. */
export function ShortcutsHelp() {
  const { t } = useTranslation('shell')
  const { permissions } = useSession()
  const opened = useOpened((state) => state.opened)
  return (
    <Modal
      opened={opened}
      onClose={() => useOpened.setState({ opened: false })}
      title={t('shortcuts.title')}
      size={720}
    >
      <div className={classes.columns}>
        <div>
          <Shortcuts
            title={t('shortcuts.general')}
            rows={general.map(([label, keys]) => [translate(label), keys])}
          />
          <Shortcuts
            title={t('shortcuts.lists')}
            rows={lists.map(([label, keys]) => [translate(label), keys])}
          />
        </div>
        <Shortcuts
          title={t('shortcuts.go')}
          rows={placesFor(permissions).flatMap((place) =>
            place.go ? [[translate(place.label), ['G', place.go.toUpperCase()]] as [string, string[]]] : [],
          )}
        />
      </div>
    </Modal>
  )
}

function Shortcuts({ title, rows }: { title: string; rows: [label: string, keys: string[]][] }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.rows}>
        {rows.map(([label, keys]) => (
          <div key={label} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** `?` shows the shortcuts; `g` and then a letter leads to a place, unless somebody is writing. */
export function useGoKeys(permissions: readonly Permission[]): void {
  const navigate = useNavigate()
  const since = useRef(-Infinity)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      // By the character, as `?` stands on other keys of other keyboards.
      if (event.key === '?') openShortcuts()
      if (event.key === 'g') {
        since.current = event.timeStamp
        return
      }
      const place = placesFor(permissions).find(({ go }) => go === event.key)
      if (!place || event.timeStamp - since.current > 1_500) return
      since.current = -Infinity
      event.preventDefault()
      void navigate({ to: pathTo(place.path) })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate, permissions])
}
