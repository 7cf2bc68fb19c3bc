import { translate, useLanguage } from '../../app/i18n.ts'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import classes from './clients.module.css'

/** Tags in one line: the first ones, and how many more there are. */
export function TagList({ tags, most = 2 }: { tags: readonly string[]; most?: number }) {
  useLanguage()
  if (tags.length === 0) return <span aria-hidden>–</span>
  const rest = tags.length - most
  return (
    <span className={classes.tags} title={tags.join(', ')}>
      {tags.slice(0, most).map((tag) => (
        <ToneBadge key={tag} tone="neutral" label={tag} />
      ))}
      {rest > 0 && (
        <span className={classes.moreTags}>
          <span aria-hidden>+{rest}</span>
          <span className={classes.hidden}>{translate('clients:list.moreTags', { count: rest })}</span>
        </span>
      )}
    </span>
  )
}
