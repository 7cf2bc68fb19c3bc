import { healthBand } from '../../../shared/domain/client-health.ts'
import { translate, useLanguage } from '../../app/i18n.ts'
import { bandTones } from './looks.ts'
import classes from './clients.module.css'

/** Health from 0 to 100 as a short bar with its figure; the band is told in words too. */
export function HealthMeter({ value }: { value: number | null }) {
  useLanguage()
  const band = healthBand(value)
  if (value === null) return <span className={classes.unset}>{translate('clients:health.unknownShort')}</span>
  const words = translate('clients:health.value', { value, band: translate(`clients:health.${band}Short`) })
  return (
    <span className={classes.meter} title={words}>
      <span className={classes.meterTrack} aria-hidden>
        <span
          className={classes.meterFill}
          style={{ width: `${value}%`, background: `var(--tone-${bandTones[band]}-solid)` }}
        />
      </span>
      <span aria-hidden className={classes.meterValue}>
        {value}
      </span>
      <span className={classes.hidden}>{words}</span>
    </span>
  )
}
