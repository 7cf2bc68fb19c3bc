import { Alert, Button, SegmentedControl, Text } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { useCan } from '../../../app/session.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { Page } from '../../../components/page/page.tsx'
import { BodyEditor } from './body-editor.tsx'
import { CheckPanel } from './check-panel.tsx'
import { DraftNotices } from './draft-notices.tsx'
import classes from './editor.module.css'
import { type EditorDialog, EditorDialogs } from './editor-dialogs.tsx'
import { EditorHeader } from './editor-header.tsx'
import { HeaderFields } from './header-fields.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { type PreviewAs, PreviewPane } from './preview-pane.tsx'
import { useDraft } from './use-draft.ts'

/** Writing at the left, the message as it arrives at the right. */
export function TemplateEditor({ stored }: { stored: Template }) {
  const { t } = useTranslation('templates')
  const draft = useDraft(stored)
  const readOnly = !useCan('templates:write')
  const [dialog, setDialog] = useState<EditorDialog>()
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const [as, setAs] = useState<PreviewAs>({ kind: 'sample' })
  const [content] = useDebouncedValue(draft.content, 350)
  const { type, language } = draft.identity
  const preview = useQuery({
    ...orpc.templates.preview.queryOptions({ input: { type, language, content, as } }),
    placeholderData: keepPreviousData,
  })
  const save = (): void => {
    if (!readOnly && draft.dirty) void draft.save()
  }
  useHotkeys([['mod+S', save]], [], true)
  const noticeOld = (): void => {
    const id = notifications.show({
      autoClose: 12_000,
      message: (
        <>
          {t('convert.pasted')}{' '}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setDialog('convert')
              notifications.hide(id)
            }}
          >
            {t('convert.pastedAction')}
          </Button>
        </>
      ),
    })
  }
  return (
    <Page>
      <EditorHeader stored={stored} draft={draft} readOnly={readOnly} onSave={save} onOpen={setDialog} />
      <DraftNotices stored={stored} draft={draft} />
      {readOnly && (
        <Alert color="gray" mb={16}>
          {t('readOnly')}
        </Alert>
      )}
      <FormError problem={draft.problem} />
      <SegmentedControl
        className={classes.sides}
        fullWidth
        aria-label={t('editor.tabs')}
        value={side}
        onChange={(value) => setSide(value === 'preview' ? 'preview' : 'write')}
        data={[
          { value: 'write', label: t('editor.write') },
          { value: 'preview', label: t('preview.title') },
        ]}
      />
      <div className={classes.columns} data-side={side}>
        <div className={classes.write}>
          <HeaderFields draft={draft} readOnly={readOnly} />
          <BodyEditor
            draft={draft}
            generatedText={preview.data?.generatedText ?? ''}
            readOnly={readOnly}
            onOldVariables={noticeOld}
            onConvert={() => setDialog('convert')}
          />
          {preview.data && <CheckPanel problems={preview.data.problems} lint={preview.data.lint} />}
        </div>
        <div className={classes.see}>
          <PreviewPane
            preview={preview.data}
            error={preview.isError ? preview.error : undefined}
            onRetry={() => void preview.refetch()}
            updating={preview.isFetching}
            as={as}
            onAs={setAs}
          />
        </div>
      </div>
      <Text className={classes.live} role="status">
        {draft.saving ? t('actions.saving') : draft.dirty ? t('actions.unsaved') : ''}
      </Text>
      <EditorDialogs
        dialog={dialog}
        onClose={() => setDialog(undefined)}
        stored={stored}
        draft={draft}
        as={as}
      />
      <LeaveGuard
        dirty={draft.dirty}
        saving={draft.saving}
        onSave={async () => (await draft.save()) !== undefined}
      />
    </Page>
  )
}
