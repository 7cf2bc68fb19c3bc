import { Button, Loader, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileSpreadsheet, IconUpload, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../../../app/client.ts'
import type { Explained } from '../../../../../app/errors.ts'
import { explain } from '../../../../../app/errors.ts'
import { FormError } from '../../../../../components/feedback/form-error.tsx'
import type { OpenDraft } from '../../draft.ts'
import { inspectionKey } from './inspection.ts'
import classes from '../recipients.module.css'

/** Takes a file by drop or picker; the engine looks at it at once. */
export function FileDrop({ draft, onUploaded }: { draft: OpenDraft; onUploaded: (id: string) => void }) {
  const { t } = useTranslation('campaigns')
  const queryClient = useQueryClient()
  const openPicker = useRef<() => void>(null)
  const [problem, setProblem] = useState<Explained>()
  const upload = useMutation({
    mutationFn: (file: File) =>
      client.campaigns.imports.upload({ campaignId: draft.id, file }, { context: { timeoutMs: 300_000 } }),
    onMutate: () => setProblem(undefined),
    onError: (error) => setProblem(explain(error)),
    onSuccess: async (inspection) => {
      queryClient.setQueryData(inspectionKey(inspection.id, {}), inspection)
      await queryClient.invalidateQueries({
        queryKey: orpc.campaigns.get.queryKey({ input: { id: draft.id } }),
      })
      onUploaded(inspection.id)
    },
  })
  const take = ([file]: File[]): void => {
    if (file) upload.mutate(file)
  }
  return (
    <>
      <FormError problem={problem} />
      <Dropzone
        onDrop={take}
        onReject={(rejected) => take(rejected.map(({ file }) => file))}
        openRef={openPicker}
        activateOnClick={false}
        multiple={false}
        disabled={upload.isPending}
        className={classes.drop}
        aria-label={t('file.drop')}
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
                <Dropzone.Reject>
                  <IconX size={28} stroke={1.5} aria-hidden />
                </Dropzone.Reject>
                <Dropzone.Idle>
                  <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden />
                </Dropzone.Idle>
              </>
            )}
          </span>
          <Text className={classes.dropTitle} role="status">
            {upload.isPending ? t('file.reading', { name: upload.variables.name }) : t('file.drop')}
          </Text>
          <Text className={classes.dropText}>{t('file.dropText')}</Text>
          <Button onClick={() => openPicker.current?.()} loading={upload.isPending}>
            {t('file.choose')}
          </Button>
        </div>
      </Dropzone>
      <ul className={classes.hints}>
        <li>{t('file.hintFormats')}</li>
        <li>{t('file.hintMerge')}</li>
        <li>{t('file.hintNothingSent')}</li>
      </ul>
    </>
  )
}
