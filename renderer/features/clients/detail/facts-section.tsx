import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { isTaxIdCountry, taxIdKind } from '../../../../shared/domain/tax-ids.ts'
import { useSession } from '../../../app/session.tsx'
import { Section } from '../../../components/page/section.tsx'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import { DateTime } from '../../../components/values/date-time.tsx'
import { KeyValues } from '../../../components/values/key-values.tsx'
import { countryName } from '../countries.ts'

/** What is known of a client besides its stage. */
export function FactsSection({ client }: { client: Client }) {
  const { t, i18n } = useTranslation('clients')
  const home = useSession().workspace.country
  const country = client.country ?? home
  const kind = isTaxIdCountry(country) ? taxIdKind(country) : undefined
  const taxId = client.taxIdShown && (
    <Group gap={4} wrap="nowrap">
      <span>{client.taxIdShown}</span>
      <CopyButton value={client.taxIdShown} label={t('detail.copyTaxId')} />
    </Group>
  )
  return (
    <Section title={t('detail.facts')}>
      <KeyValues
        items={[
          [kind ?? t('fields.taxId'), taxId],
          ...(client.country
            ? [[t('fields.country'), countryName(client.country, i18n.language)] as [string, string]]
            : []),
          [t('fields.lastActivity'), <DateTime key="activity" at={client.lastActivityAt} />],
          [t('fields.updated'), <DateTime key="updated" at={client.updatedAt} />],
          [t('fields.created'), <DateTime key="created" at={client.createdAt} as="date" />],
        ]}
      />
    </Section>
  )
}
