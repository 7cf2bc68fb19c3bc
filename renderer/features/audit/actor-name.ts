import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../shared/contract/audit.ts'

/** Names who did something: a person, a program in a person's name, or the engine itself. */
export function useActorName(): (entry: AuditEntry) => string {
  const { t } = useTranslation('audit')
  return useCallback(
    ({ actorKind, actorName }: AuditEntry) => {
      if (actorKind === 'system') return t('system')
      const name = actorName ?? t('unknown')
      return actorKind === 'apiKey' ? `${name} (${t('apiKey')})` : name
    },
    [t],
  )
}
