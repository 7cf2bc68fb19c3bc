import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core'
import { IconReplace } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './editor.module.css'
import { insertAtCaret } from './insert-at-caret.ts'
import { RichEditor } from './rich-editor.tsx'
import { toRich } from './rich-html.ts'
import type { Draft } from './use-draft.ts'
import { VariableMenu } from './variable-menu.tsx'
import { oldVariable, type ReadyBlock, readyBlocks } from './variables.ts'

const modes = ['rich', 'html', 'plain'] as const
type Mode = (typeof modes)[number]

interface BodyEditorProps {
  draft: Draft
  /** The text part as it is made from the HTML. */
  generatedText: string
  readOnly: boolean
  /** Old variables were pasted. */
  onOldVariables: () => void
  onConvert: () => void
}

/** The message: as rich text, as HTML, and its plain-text part. */
export function BodyEditor({ draft, generatedText, readOnly, onOldVariables, onConvert }: BodyEditorProps) {
  const { t } = useTranslation('templates')
  const [mode, setMode] = useState<Mode>('rich')
  const rich = useRef<Editor | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const { content } = draft
  const noticePaste = (text: string): void => {
    if (oldVariable.test(text)) onOldVariables()
  }
  const insert = (code: string): void => {
    if (mode === 'rich')
      rich.current?.chain().focus().insertContent({ type: 'liquidLabel', attrs: { code } }).run()
    else if (mode === 'html') draft.set({ html: insertAtCaret(area.current, content.html, code) })
    else draft.set({ text: insertAtCaret(area.current, content.text ?? generatedText, code) })
  }
  const insertBlock = (block: ReadyBlock): void => {
    const html = readyBlocks[block][draft.identity.language]
    if (mode === 'rich') rich.current?.chain().focus().insertContent(toRich(html)).run()
    else draft.set({ html: insertAtCaret(area.current, content.html, html) })
  }
  return (
    <section aria-label={t('fields.body')}>
      <Group justify="space-between" gap={8} mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.mode')}
          value={mode}
          onChange={(value) => setMode(modes.find((known) => known === value) ?? 'rich')}
          data={modes.map((value) => ({ value, label: t(`editor.${value}`) }))}
        />
        {!readOnly && (
          <Group gap={8}>
            <Button variant="subtle" leftSection={<IconReplace size={16} />} onClick={onConvert}>
              {t('actions.convert')}
            </Button>
            <VariableMenu
              field={t('fields.body')}
              onInsert={insert}
              {...(mode === 'plain' ? {} : { onBlock: insertBlock })}
            />
          </Group>
        )}
      </Group>
      {mode === 'rich' && (
        <RichEditor
          key={draft.generation}
          html={content.html}
          onChange={(html) => draft.set({ html })}
          onReady={(editor) => (rich.current = editor)}
          onPasteText={noticePaste}
          readOnly={readOnly}
        />
      )}
      {mode === 'html' && (
        <Textarea
          ref={area}
          aria-label={t('editor.htmlLabel')}
          classNames={{ input: classes.source }}
          autosize
          minRows={16}
          maxRows={32}
          spellCheck={false}
          readOnly={readOnly}
          value={content.html}
          onChange={(event) => draft.set({ html: event.currentTarget.value })}
          onPaste={(event) => noticePaste(event.clipboardData.getData('text/plain'))}
        />
      )}
      {mode === 'plain' && (
        <PlainText draft={draft} generatedText={generatedText} readOnly={readOnly} area={area} />
      )}
    </section>
  )
}

interface PlainTextProps {
  draft: Draft
  generatedText: string
  readOnly: boolean
  area: React.RefObject<HTMLTextAreaElement | null>
}

function PlainText({ draft, generatedText, readOnly, area }: PlainTextProps) {
  const { t } = useTranslation('templates')
  const { text } = draft.content
  const generated = text === null
  return (
    <div>
      <Group justify="space-between" gap={8} mb={8}>
        <Text size="sm" c="dimmed">
          {t(generated ? 'editor.generated' : 'editor.edited')}
        </Text>
        {!readOnly && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => draft.set({ text: generated ? generatedText : null })}
          >
            {t(generated ? 'editor.edit' : 'editor.regenerate')}
          </Button>
        )}
      </Group>
      <Textarea
        ref={area}
        aria-label={t('editor.textLabel')}
        classNames={{ input: classes.source }}
        autosize
        minRows={16}
        maxRows={32}
        readOnly={generated || readOnly}
        value={generated ? generatedText : text}
        onChange={(event) => draft.set({ text: event.currentTarget.value })}
      />
    </div>
  )
}
