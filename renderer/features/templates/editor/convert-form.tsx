import { Alert, Button, Group, Stack, Table, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import classes from './editor.module.css'
import type { Draft } from './use-draft.ts'

/** Shows what an older template becomes before anything is changed. */
export function ConvertForm({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation(['templates', 'common'])
  const [pasted, setPasted] = useState('')
  const convert = useMutation(orpc.templates.convert.mutationOptions())
  const source = pasted.trim() === '' ? draft.content : { ...draft.content, html: asHtml(pasted), text: null }
  const result = convert.data
  const apply = (): void => {
    if (!result) return
    draft.replace(result.content)
    notifications.show({ message: t('convert.done') })
    onClose()
  }
  return (
    <Stack gap={16}>
      <Text>{t('convert.text')}</Text>
      <Textarea
        label={t('convert.paste')}
        description={t('convert.pasteHelp')}
        classNames={{ input: classes.source }}
        autosize
        minRows={5}
        maxRows={12}
        value={pasted}
        onChange={(event) => {
          setPasted(event.currentTarget.value)
          convert.reset()
        }}
        data-autofocus
      />
      {convert.isError && <Alert color="red">{explain(convert.error).message}</Alert>}
      {result?.converted.length === 0 && result.unmapped.length === 0 && <Text>{t('convert.nothing')}</Text>}
      {result && result.converted.length > 0 && (
        <div>
          <Text fw={600} mb={4}>
            {t('convert.found')}
          </Text>
          <Table className={classes.converted}>
            <Table.Tbody>
              {result.converted.map(({ from, to }) => (
                <Table.Tr key={from}>
                  <Table.Td>{from}</Table.Td>
                  <Table.Td>{to}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {result && result.unmapped.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('convert.unmapped')}>
          <Text className={classes.code}>{result.unmapped.join('  ')}</Text>
        </Alert>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('common:actions.cancel')}
        </Button>
        {result && (result.converted.length > 0 || pasted.trim() !== '') ? (
          <Button onClick={apply}>{t('convert.apply')}</Button>
        ) : (
          <Button onClick={() => convert.mutate(source)} loading={convert.isPending}>
            {t('convert.preview')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** Plain text as paragraphs; HTML as it is. */
function asHtml(text: string): string {
  if (/<[a-z][\s\S]*>/i.test(text)) return text
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}
