import { useTranslation } from 'react-i18next'
import { CLIENT_IMPORT_FIELDS, type ClientImportField } from '../../../../shared/domain/client-import.ts'
import { useFormat } from '../../../app/format.ts'
import { useSession } from '../../../app/session.tsx'
import { saveFile, toCsv } from '../../../components/table/csv.ts'

/** Offers a small list with every column that can be used, written as the workspace's spreadsheets do. */
export function useSampleFile(): () => void {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const { workspace, user } = useSession()
  return () => {
    const row: Record<ClientImportField, string> = {
      name: 'Ferretería El Roble',
      taxId: '',
      country: workspace.country,
      stage: t('stage.active'),
      health: '80',
      assignee: user.name,
      tags: '2026, pyme',
      notes: '',
      contactName: 'Ana Peña',
      contactEmail: 'ana@elroble.example',
      contactPhone: '+56 2 2345 6789',
      contactPosition: t('fields.assignee'),
      contactLanguage: 'es',
    }
    const columns = CLIENT_IMPORT_FIELDS.map((field) => ({
      key: field,
      title: t(`import.field.${field}`),
      cell: () => null,
      csv: (one: typeof row) => one[field],
    }))
    saveFile(t('import.file.sampleName'), toCsv(columns, [row], format.locale))
  }
}
