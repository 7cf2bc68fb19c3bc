import classes from './brand.module.css'

/** The mark and, where there is room, the name. */
export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <span className={classes.brand}>
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden className={classes.mark}>
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path
          d="M10.5 9h11a2.500 2.500 0 0 1 2.500 2.500v9a2.500 2.500 0 0 1-2.500 2.500h-11A2.500 2.500 0 0 1 8 20.500v-9A2.500 2.500 0 0 1 10.500 9Z M9 11l7 6 7-6"
          fill="none"
          stroke="#fff"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={classes.name} data-hidden={compact || undefined}>
        Despacho
      </span>
    </span>
  )
}
