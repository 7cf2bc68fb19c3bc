import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './section.module.css'

interface SectionProps {
  title?: string
  text?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children: ReactNode
  /** Without the inner margin, for a table or a list that reaches the edge. */
  flush?: boolean
}

/**
 * A titled card on a page: one subject.
 *
 * @example <Section title={t('delivery.title')} actions={<Button>{t('edit')}</Button>}>…</Section>
 */
export function Section({ title, text, actions, children, flush = false }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={classes.head}>
          <div>
            <Title order={2} id={id} className={classes.title}>
              {title}
            </Title>
            {text && <Text className={classes.text}>{text}</Text>}
          </div>
          {actions && <Group gap={8}>{actions}</Group>}
        </header>
      )}
      <div className={classes.body} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  )
}
