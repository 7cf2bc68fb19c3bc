import { Anchor, Button, Loader, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../app/client.ts'
import type { Explained } from '../../../app/errors.ts'
import { explain } from '../../../app/errors.ts'
import { useCan } from '../../../app/session.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { Page } from '../../../components/page/page.tsx'
import { inspectionKey } from './choices.ts'
import { ImportHeader } from './import-header.tsx'
import classes from './import.module.css'
import { useSampleFile } from './sample-file.ts'

/** The first step: a file by drop or picker. */
export function StartImportPage() {
  const { t } = useTranslation('clients')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const seesAll = useCan('clients:assign')
  const openPicker = useRef<() => void>(null)
  const [problem, setProblem] = useState<Explained>()
  const downloadSample = useSampleFile()
  const upload = useMutation({
    mutationFn: (file: File) => client.clients.imports.upload({ file }, { context: { timeoutMs: 300_000 } }),
    onMutate: () => setProblem(undefined),
    onError: (error) => setProblem(explain(error)),
    onSuccess: async (inspection) => {
      queryClient.setQueryData(inspectionKey(inspection.id, {}), inspection)
      await navigate({ to: '/clients/import/$importId', params: { importId: inspection.id } })
    },
  })
  const take = ([file]: File[]): void => {
    if (file) upload.mutate(file)
  }
  return (
    <Page width="readable">
      <ImportHeader current="file" />
      <div className={classes.stack}>
        <FormError problem={problem} />
        <Dropzone
          onDrop={take}
          onReject={(rejected) => take(rejected.map(({ file }) => file))}
          openRef={openPicker}
          activateOnClick={false}
          multiple={false}
          disabled={upload.isPending}
          className={classes.drop}
          aria-label={t('import.file.drop')}
        >
          <div className={classes.dropInner}>
            <span className={classes.dropPicture}>
              {upload.isPending ? (
                <Loader size={24} />
              ) : (
                <>
                  <Dropzone.Accept>
                    <IconUpload size={28} stroke={1.5} aria-hidden />
                  </Dropzone.Accept>
                  <Dropzone.Idle>
                    <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden />
                  </Dropzone.Idle>
                </>
              )}
            </span>
            <Text className={classes.dropTitle} role="status">
              {upload.isPending
                ? t('import.file.reading', { name: upload.variables.name })
                : t('import.file.drop')}
            </Text>
            <Text className={classes.dropText}>{t('import.file.text')}</Text>
            <Button onClick={() => openPicker.current?.()} loading={upload.isPending}>
              {t('import.file.choose')}
            </Button>
          </div>
        </Dropzone>
        <ul className={classes.hints}>
          <li>{t('import.file.hintColumns')}</li>
          <li>{t('import.file.hintNothing')}</li>
          {!seesAll && <li>{t('import.file.hintOwn')}</li>}
          <li>
            <Anchor component="button" type="button" size="sm" onClick={downloadSample}>
              {t('import.file.sample')}
            </Anchor>
          </li>
        </ul>
      </div>
    </Page>
  )
}
