import { useFormat } from '../../app/format.ts'
import classes from './schedules.module.css'

/** Instants to come, each with how far it is. */
export function NextTimes({ times }: { times: number[] }) {
  const format = useFormat()
  return (
    <ol className={classes.times}>
      {times.map((at) => (
        <li key={at}>
          <span>
            {format.day(at)}, {format.time(at)}
          </span>
          <span className={classes.dim}>{format.ago(at)}</span>
        </li>
      ))}
    </ol>
  )
}
