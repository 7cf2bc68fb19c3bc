import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import classes from './bare-layout.module.css'
import { LanguageSwitch, ThemeButton } from './preferences.tsx'

/** The frame of the pages before the console: sign-in, first start, choice of workspace. */
export function BareLayout({ children }: { children?: ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <Brand />
        <div className={classes.choices}>
          <LanguageSwitch />
          <ThemeButton />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children ?? <Outlet />}
      </main>
    </div>
  )
}
