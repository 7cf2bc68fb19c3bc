import { useTranslation } from 'react-i18next'
import type { DeliveryStrategy, Gate } from '../../../../shared/domain/strategies.ts'
import { useFormat } from '../../../app/format.ts'
import classes from './strategy-table.module.css'

/** The figures of a strategy: what each day allows, and what a day must show before the next is larger. */
export function StrategyTable({ strategy }: { strategy: DeliveryStrategy }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  if (strategy.kind === 'batch') {
    return (
      <dl className={classes.facts}>
        <Fact name={t('strategy.batchSize')} value={format.number(strategy.batchSize)} />
        <Fact
          name={t('strategy.interval')}
          value={t('strategy.minutes', { count: strategy.intervalMinutes })}
        />
        <Fact name={t('strategy.batchesPerDay')} value={format.number(strategy.batchesPerDay)} />
        <Fact name={t('strategy.concurrency')} value={format.number(strategy.concurrency)} />
        <Fact
          name={t('strategy.dayLimit')}
          value={format.number(strategy.batchSize * strategy.batchesPerDay)}
        />
      </dl>
    )
  }
  const { steps, growth, gate } = strategy
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('strategy.day')}</th>
            <th scope="col">{t('strategy.limit')}</th>
            <th scope="col">{t('strategy.perBatch')}</th>
            <th scope="col">{t('strategy.every')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, place) => (
            <tr key={step.fromDay}>
              <th scope="row">{days(step.fromDay, steps[place + 1]?.fromDay)}</th>
              <td>{format.number(step.dailyLimit)}</td>
              <td>{format.number(step.batchSize)}</td>
              <td>{t('strategy.minutes', { count: step.intervalMinutes })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.gate}>
        {growth && `${t('strategy.grows', { percent: format.percent(growth.factor - 1, 0) })} `}
        <GateWords gate={gate} />
      </p>
    </>
  )
}

function GateWords({ gate }: { gate: Gate }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const parts = [
    gate.minOpenRate === null ? '' : t('strategy.gate.opens', { rate: format.percent(gate.minOpenRate, 0) }),
    gate.minDeliveryRate === null
      ? ''
      : t('strategy.gate.delivered', { rate: format.percent(gate.minDeliveryRate, 0) }),
    gate.maxBounceRate === null
      ? ''
      : t('strategy.gate.bounces', { rate: format.percent(gate.maxBounceRate, 0) }),
    gate.maxComplaints === 0 ? t('strategy.gate.noComplaint') : '',
  ].filter(Boolean)
  return parts.length === 0 ? null : <>{t('strategy.gate.text', { parts: format.list(parts) })}</>
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** `3–5`, `6+`, `1`. */
function days(from: number, next: number | undefined): string {
  if (next === undefined) return `${from}+`
  return next - from > 1 ? `${from}–${next - 1}` : String(from)
}
