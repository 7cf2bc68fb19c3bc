import { SegmentedControl } from '@mantine/core'
import { useComputedColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageFrame } from '../../../components/message/message-frame.tsx'
import classes from './message.module.css'

interface MessageViewProps {
  from?: string
  to?: string
  subject: string
  html: string
  text: string
}

/** A message with its head, as its reader sees it: wide or narrow, light or dark, or as plain text. */
export function MessageView({ from, to, subject, html, text }: MessageViewProps) {
  const { t } = useTranslation('campaigns')
  const own = useComputedColorScheme('light')
  const [width, setWidth] = useState<'wide' | 'narrow'>('wide')
  const [chosen, setScheme] = useState<'light' | 'dark'>()
  const [part, setPart] = useState<'html' | 'text'>('html')
  const scheme = chosen ?? own
  return (
    <div className={classes.view}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label={t('preview.part')}
          value={part}
          onChange={(value) => setPart(value === 'text' ? 'text' : 'html')}
          data={[
            { value: 'html', label: t('preview.html') },
            { value: 'text', label: t('preview.text') },
          ]}
        />
        {part === 'html' && (
          <>
            <SegmentedControl
              size="xs"
              aria-label={t('preview.width')}
              value={width}
              onChange={(value) => setWidth(value === 'narrow' ? 'narrow' : 'wide')}
              data={[
                { value: 'wide', label: t('preview.wide') },
                { value: 'narrow', label: t('preview.narrow') },
              ]}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('preview.scheme')}
              value={scheme}
              onChange={(value) => setScheme(value === 'dark' ? 'dark' : 'light')}
              data={[
                { value: 'light', label: t('preview.light') },
                { value: 'dark', label: t('preview.dark') },
              ]}
            />
          </>
        )}
      </div>
      <div className={classes.letter} data-width={part === 'html' ? width : 'wide'}>
        <dl className={classes.head}>
          <div className={classes.subject}>
            <dt className={classes.hidden}>{t('preview.subject')}</dt>
            <dd>{subject}</dd>
          </div>
          {from && (
            <div>
              <dt>{t('preview.from')}</dt>
              <dd>{from}</dd>
            </div>
          )}
          {to && (
            <div>
              <dt>{t('preview.to')}</dt>
              <dd>{to}</dd>
            </div>
          )}
        </dl>
        {part === 'html' ? (
          <MessageFrame html={html} title={t('preview.frame', { subject })} scheme={scheme} minHeight={160} />
        ) : (
          <pre className={classes.plain} tabIndex={0} aria-label={t('preview.text')}>
            {text.replaceAll('\r\n', '\n')}
          </pre>
        )}
      </div>
    </div>
  )
}
