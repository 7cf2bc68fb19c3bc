import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RECIPIENT_ORDERS } from '../../../../../shared/domain/campaigns.ts'
import { Section } from '../../../../components/page/section.tsx'
import type { OpenDraft } from '../draft.ts'

/** Who goes first. */
export function OrderChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  return (
    <Section title={t('order.title')} text={t('order.text')}>
      <Radio.Group
        aria-label={t('order.title')}
        value={draft.settings.order}
        onChange={(value) => {
          const order = RECIPIENT_ORDERS.find((known) => known === value)
          if (order) draft.change({ order })
        }}
      >
        <Stack gap={8}>
          {RECIPIENT_ORDERS.map((value) => (
            <Radio key={value} value={value} label={t(`order.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  )
}
