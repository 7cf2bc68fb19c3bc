import { useEffect, useRef, useState } from 'react'
import classes from './message-frame.module.css'

interface MessageFrameProps {
  /** HTML that the engine made inert: styles in `data-style`, destinations in `data-href`, nothing remote. */
  html: string
  /** What the frame shows, for the screen reader: "Message to Marta Fuentes". */
  title: string
  /** How the reader's mail program is set. */
  scheme?: 'light' | 'dark'
  minHeight?: number
}

/**
 * A message as its reader sees it, in a frame of its own that runs nothing and loads nothing. Styles are put
 * on the elements one by one, because the page's policy refuses style attributes in markup.
 *
 * @example <MessageFrame html={preview.html} title={t('preview.of', { name })} scheme="dark" />
 */
export function MessageFrame({ html, title, scheme = 'light', minHeight = 240 }: MessageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const [height, setHeight] = useState(minHeight)

  useEffect(() => {
    const page = frame.current?.contentDocument
    if (!ready || !page) return undefined
    fill(page, html, scheme)
    const measure = (): void => setHeight(Math.max(minHeight, page.documentElement.offsetHeight))
    const observer = new ResizeObserver(measure)
    observer.observe(page.documentElement)
    measure()
    return () => observer.disconnect()
  }, [ready, html, scheme, minHeight])

  return (
    <iframe
      ref={frame}
      title={title}
      // Same origin, so that the page outside may fill it; scripts, forms and navigation stay forbidden.
      sandbox="allow-same-origin"
      srcDoc="<!doctype html><html><head></head><body></body></html>"
      className={classes.frame}
      data-scheme={scheme}
      style={{ height }}
      onLoad={() => setReady(true)}
    />
  )
}

function fill(page: Document, html: string, scheme: 'light' | 'dark'): void {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const body = page.importNode(parsed.body, true)
  for (const element of [body, ...body.querySelectorAll<HTMLElement>('[data-style]')]) {
    element.style.cssText = element.dataset['style'] ?? ''
  }
  const dark = scheme === 'dark'
  page.documentElement.style.cssText = `color-scheme: ${scheme}; height: auto`
  // What the message does not colour itself follows the reader's program.
  if (!body.style.color) body.style.color = dark ? '#e6e6e6' : '#1f2328'
  if (!body.style.backgroundColor && dark) body.style.backgroundColor = '#16181c'
  if (!body.style.fontFamily) body.style.fontFamily = 'system-ui, sans-serif'
  if (!body.style.margin) body.style.margin = '0'
  body.style.overflowWrap = 'anywhere'
  page.documentElement.replaceChild(body, page.body)
}
