import { useEffect, useRef, useState } from 'react'
import { fillMessage } from './fill-message.ts'
import classes from './message-frame.module.css'

interface MessageFrameProps {
  /** HTML that the engine made inert: styles in `data-style`, destinations in `data-href`, nothing remote. */
  html: string
  /** What the frame shows, for the screen reader: "Message to Marta Fuentes". */
  title: string
  /** How the reader's mail program is set. */
  scheme?: 'light' | 'dark'
  minHeight?: number
  /** Told where a link would lead when it is pointed at or clicked, and null when it is left. */
  onLink?: (href: string | null) => void
}

/**
 * A message as its reader sees it, in a frame of its own that runs nothing and loads nothing. Styles are put
 * on the elements one by one, because the page's policy refuses style attributes in markup.
 *
 * @example <MessageFrame html={preview.html} title={t('preview.of', { name })} scheme="dark" />
 */
export function MessageFrame({ html, title, scheme = 'light', minHeight = 240, onLink }: MessageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const [height, setHeight] = useState(minHeight)

  useEffect(() => {
    const page = frame.current?.contentDocument
    if (!ready || !page) return undefined
    fillMessage(page, html, scheme)
    const measure = (): void => setHeight(Math.max(minHeight, page.documentElement.offsetHeight))
    const observer = new ResizeObserver(measure)
    observer.observe(page.documentElement)
    measure()
    return () => observer.disconnect()
  }, [ready, html, scheme, minHeight])

  useEffect(() => {
    const page = frame.current?.contentDocument
    if (!ready || !page || !onLink) return undefined
    const follow = (event: Event): void => onLink(hrefAt(event.target))
    const leave = (): void => onLink(null)
    page.addEventListener('pointerover', follow)
    page.addEventListener('click', follow)
    page.documentElement.addEventListener('pointerleave', leave)
    return () => {
      page.removeEventListener('pointerover', follow)
      page.removeEventListener('click', follow)
      page.documentElement.removeEventListener('pointerleave', leave)
    }
  }, [ready, onLink])

  return (
    <iframe
      ref={frame}
      title={title}
      // Same origin, so that the page outside may fill it; scripts, forms and navigation stay forbidden.
      sandbox="allow-same-origin"
      srcDoc="<!doctype html><html><head></head><body></body></html>"
      className={classes.frame}
      data-scheme={scheme}
      style={{ height, colorScheme: scheme }}
      onLoad={() => setReady(true)}
    />
  )
}

/** Elements of the frame belong to another window: `instanceof Element` of this one does not hold. */
function hrefAt(target: EventTarget | null): string | null {
  if (target === null || !('closest' in target) || typeof target.closest !== 'function') return null
  const link: unknown = Reflect.apply(target.closest, target, ['[data-href]'])
  return link !== null &&
    typeof link === 'object' &&
    'getAttribute' in link &&
    typeof link.getAttribute === 'function'
    ? String(Reflect.apply(link.getAttribute, link, ['data-href']))
    : null
}
