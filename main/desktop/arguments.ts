import { placeOfDeepLink } from './page/links.ts'

/** What a start of the app asks for. */
export interface Arguments {
  /** Open a workspace in a temporary folder, answer one call of the page, say how it went and end. */
  smoke: boolean
  /** Open the sample workspace. */
  sample: boolean
  /** Started by the system at sign-in: no window, only the tray. */
  hidden: boolean
  /** The place in the app that a `despacho://` link among the arguments leads to. */
  place: string | undefined
}

/** Reads the words of a command line; those that are Chromium's or nobody's are passed over. */
export function readArguments(words: readonly string[]): Arguments {
  const link = words.find((word) => word.startsWith('despacho:'))
  return {
    smoke: words.includes('--smoke'),
    sample: words.includes('--sample'),
    hidden: words.includes('--hidden'),
    place: link === undefined ? undefined : placeOfDeepLink(link),
  }
}
