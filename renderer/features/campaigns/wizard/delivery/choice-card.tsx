import { Radio } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './delivery.module.css'

interface ChoiceCardProps {
  value: string
  title: string
  badges?: ReactNode
  text?: ReactNode
  /** Figures below; read by a screen reader as what they are, not as the name of the choice. */
  children?: ReactNode
  /** A button in the corner at the bottom. */
  corner?: ReactNode
}

/** A choice with room for what it means; the whole card can be clicked. Inside a `Radio.Group`. */
export function ChoiceCard({ value, title, badges, text, children, corner }: ChoiceCardProps) {
  const id = useId()
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <Radio
          value={value}
          label={title}
          aria-describedby={id}
          classNames={{ label: classes.cardTitle, body: classes.cardRadio }}
        />
        {badges}
      </div>
      <div id={id} className={classes.cardText}>
        {text}
      </div>
      {children}
      {corner && <div className={classes.corner}>{corner}</div>}
    </div>
  )
}
