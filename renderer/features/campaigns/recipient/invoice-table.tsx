import { useTranslation } from 'react-i18next'
import type { RecipientDetail } from '../../../../shared/contract/campaigns/recipients.ts'
import { useFormat } from '../../../app/format.ts'
import { Money } from '../../../components/values/money.tsx'
import classes from './recipient.module.css'

/** The invoices a recipient is reminded of. */
export function InvoiceTable({ invoices }: { invoices: RecipientDetail['invoiceList'] }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <>
      <h3 className={classes.subtitle}>{t('fields.invoices')}</h3>
      <div className={classes.tableFrame} role="region" aria-label={t('fields.invoices')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('fields.number')}</th>
              <th scope="col">{t('fields.issuedOn')}</th>
              <th scope="col">{t('fields.dueOn')}</th>
              <th scope="col" data-align="end">
                {t('fields.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoices.map((invoice) => (
              // Invoices have no id of their own.
              <tr key={JSON.stringify(invoice)}>
                <td>{invoice.number ?? '–'}</td>
                <td>{invoice.issuedOn ? format.date(invoice.issuedOn) : '–'}</td>
                <td>{invoice.dueOn ? format.date(invoice.dueOn) : '–'}</td>
                <td data-align="end">
                  {invoice.amount ? (
                    <Money minor={invoice.amount.minor} currency={invoice.amount.currency} />
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
