import classes from './brand.module.css'

/** The mark and, where there is room, the name. */
export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <span className={classes.brand}>
      <svg width="24" height="24" viewBox="0 0 1024 1024" aria-hidden className={classes.mark}>
        <rect x="64" y="64" width="896" height="896" rx="208" fill="currentColor" />
        <g fill="none" strokeLinecap="round" strokeLinejoin="round">
          <path d="M284 292h176c122 0 220 98 220 220s-98 220-220 220H284z" stroke="#fff" strokeWidth="88" />
          <path d="M440 512h372M716 412l100 100-100 100" stroke="currentColor" strokeWidth="152" />
          <path d="M440 512h372M716 412l100 100-100 100" stroke="#c3d2ff" strokeWidth="80" />
        </g>
      </svg>
      <span className={classes.name} data-hidden={compact || undefined}>
        Despacho
      </span>
    </span>
  )
}
