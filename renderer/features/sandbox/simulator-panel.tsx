import { Alert, Table, Text } from '@mantine/core'
import { IconServer } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import classes from './sandbox.module.css'

const behaviours = [
  'bounce',
  'softbounce',
  'throttle',
  'complaint',
  'open',
  'unsubscribe',
  'slow',
  'blackhole',
] as const

interface SimulatorPanelProps {
  opened: boolean
  onClose: () => void
  status:
    | { host: string; port: number | null; simulator: { address: string; behaviour: string }[] }
    | undefined
}

/** The addresses that behave on purpose, and where other programs can send to. */
export function SimulatorPanel({ opened, onClose, status }: SimulatorPanelProps) {
  const { t } = useTranslation('sandbox')
  return (
    <SidePanel opened={opened} onClose={onClose} title={t('simulator.title')} size={640}>
      <Text mb={16}>{t('simulator.text')}</Text>
      <Table className={classes.simulator} verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('simulator.address')}</Table.Th>
            <Table.Th>{t('simulator.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {status?.simulator.map(({ address, behaviour }) => {
            const known = behaviours.find((name) => name === behaviour)
            return (
              <Table.Tr key={address}>
                <Table.Td>
                  <span className={classes.address}>
                    {address}
                    <CopyButton value={address} />
                  </span>
                </Table.Td>
                <Table.Td>{known ? t(`simulator.behaviour.${known}`) : behaviour}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      {status?.port != null && (
        <Alert mt={24} color="gray" icon={<IconServer size={18} />}>
          {t('simulator.server', { host: status.host, port: String(status.port) })}
        </Alert>
      )}
    </SidePanel>
  )
}
