/**
 * What a colour means here. `neutral` nothing yet, `info` under way, `success` well, `warning` needs
 * a look, `danger` failed or dangerous, `accent` the one thing to look at.
 */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'
