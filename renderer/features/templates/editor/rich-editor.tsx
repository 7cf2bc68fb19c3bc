import { RichTextEditor } from '@mantine/tiptap'
import { type Editor, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { styleNonce } from '../../../app/nonce.ts'
import classes from './editor.module.css'
import { HtmlBlock, LiquidLabel } from './liquid-nodes.ts'
import { fromRich, toRich } from './rich-html.ts'
import { useVariableLabel } from './variables.ts'

interface RichEditorProps {
  /** Read when the editor is made; a change from outside needs another `key`. */
  html: string
  onChange: (html: string) => void
  /** Hands over the editor, for inserting variables. */
  onReady: (editor: Editor | null) => void
  onPasteText: (text: string) => void
  readOnly: boolean
}

/** The message as rich text, its variables as labels. */
export function RichEditor({ html, onChange, onReady, onPasteText, readOnly }: RichEditorProps) {
  const { t } = useTranslation('templates')
  const label = useVariableLabel()
  const blockLabel = (code: string): string => {
    if (code.includes('recipient.invoices')) return t('editor.invoiceTable')
    return code.includes('class="button"') ? t('editor.payButton') : t('editor.block')
  }
  const change = useRef(onChange)
  const paste = useRef(onPasteText)
  useEffect(() => {
    change.current = onChange
    paste.current = onPasteText
  })
  const editor = useEditor({
    editable: !readOnly,
    injectNonce: styleNonce(),
    shouldRerenderOnTransaction: true,
    extensions: [
      StarterKit.configure({
        codeBlock: false,
        code: false,
        trailingNode: false,
        heading: { levels: [1, 2, 3] },
        link: {
          openOnClick: false,
          autolink: false,
          HTMLAttributes: { target: null, rel: null },
          isAllowedUri: (url) => /^(https?:|mailto:|tel:|\{\{)/i.test(url),
        },
      }),
      LiquidLabel.configure({ label }),
      HtmlBlock.configure({ label: blockLabel }),
    ],
    content: toRich(html),
    editorProps: {
      attributes: { 'aria-label': t('editor.bodyLabel'), 'aria-multiline': 'true', role: 'textbox' },
      handlePaste: (_view, event) => {
        paste.current(event.clipboardData?.getData('text/plain') ?? '')
        return false
      },
    },
    onUpdate: ({ editor: changed }) => change.current(fromRich(changed.getHTML())),
  })
  useEffect(() => {
    onReady(editor)
    return () => onReady(null)
  }, [editor, onReady])
  const labels = useLabels()
  return (
    <RichTextEditor editor={editor} labels={labels} className={classes.rich} variant="subtle">
      {!readOnly && (
        <RichTextEditor.Toolbar role="toolbar" aria-label={t('editor.toolbar')}>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.Underline />
            <RichTextEditor.ClearFormatting />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.H2 />
            <RichTextEditor.H3 />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.Blockquote />
            <RichTextEditor.Hr />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Link />
            <RichTextEditor.Unlink />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Undo />
            <RichTextEditor.Redo />
          </RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
      )}
      <RichTextEditor.Content />
    </RichTextEditor>
  )
}

function useLabels() {
  const { t } = useTranslation('templates')
  return useMemo(
    () => ({
      boldControlLabel: t('editor.control.bold'),
      italicControlLabel: t('editor.control.italic'),
      underlineControlLabel: t('editor.control.underline'),
      clearFormattingControlLabel: t('editor.control.clear'),
      h2ControlLabel: t('editor.control.h2'),
      h3ControlLabel: t('editor.control.h3'),
      bulletListControlLabel: t('editor.control.bulletList'),
      orderedListControlLabel: t('editor.control.orderedList'),
      blockquoteControlLabel: t('editor.control.blockquote'),
      hrControlLabel: t('editor.control.hr'),
      linkControlLabel: t('editor.control.link'),
      unlinkControlLabel: t('editor.control.unlink'),
      undoControlLabel: t('editor.control.undo'),
      redoControlLabel: t('editor.control.redo'),
      linkEditorInputLabel: t('editor.control.linkUrl'),
      linkEditorInputPlaceholder: 'https://',
      linkEditorSave: t('editor.control.linkSave'),
      linkEditorExternalLink: t('editor.control.linkExternal'),
      linkEditorInternalLink: t('editor.control.linkInternal'),
    }),
    [t],
  )
}
