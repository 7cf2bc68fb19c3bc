import type { ButtonProps } from '@mantine/core'
import { Button, Menu } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../app/errors.ts'
import { startJob } from '../feedback/jobs.ts'
import { saveFile } from '../table/csv.ts'

type Kind = 'csv' | 'xlsx'

interface DownloadMenuProps extends ButtonProps {
  label: string
  /** What is being made, for the tray. */
  name: string
  /** The engine writes the file. */
  fetch: (kind: Kind, signal: AbortSignal) => Promise<File | Blob>
}

/** A button that fetches a file as CSV or as a workbook; the tray shows it while it is made. */
export function DownloadMenu({ label, name, fetch, ...button }: DownloadMenuProps) {
  const { t } = useTranslation('campaigns')
  const run = async (kind: Kind): Promise<void> => {
    const job = startJob({ title: name })
    try {
      const file = await fetch(kind, job.signal)
      if (job.signal.aborted) return
      const named = 'name' in file && file.name !== '' ? file.name : `${name}.${kind}`
      saveFile(named, file)
      job.done(named)
    } catch (error) {
      job.fail(explain(error).message)
    }
  }
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} {...button}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileSpreadsheet size={16} />} onClick={() => void run('xlsx')}>
          {t('download.xlsx')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => void run('csv')}>
          {t('download.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
