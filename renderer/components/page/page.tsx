import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  children: ReactNode
  /** `wide` (default) uses the whole width, `readable` keeps forms and prose to 760 px. */
  width?: 'wide' | 'readable'
  /** The page takes exactly the window's height, so that a DataTable inside fills what is left of it. */
  fill?: boolean
}

/**
 * The frame of a page: its margins and width. First child is a `PageHeader`.
 *
 * @example
 * <Page fill>
 *   <PageHeader title={t('title')} />
 *   <DataTable … />
 * </Page>
 */
export function Page({ children, width = 'wide', fill = false }: PageProps) {
  return (
    <div className={classes.page} data-width={width} data-fill={fill || undefined}>
      {children}
    </div>
  )
}
