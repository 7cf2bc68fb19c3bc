import i18next from 'i18next'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'

/** A client's stage as the clients' pages call it. */
export function clientStageName(stage: ClientStage): string {
  return i18next.t(`campaigns:clientStage.${stage}`)
}
