import type { MantineThemeOverride } from '@mantine/core'
import type { TFunction } from 'i18next'

/** The names of the parts that Mantine draws by itself (close buttons, calendar arrows), in the person's language. */
export function componentNames(t: TFunction<'common'>): MantineThemeOverride {
  const close = { closeButtonProps: { 'aria-label': t('actions.close') } }
  const clear = { clearButtonProps: { 'aria-label': t('actions.clear') } }
  const calendar = {
    ariaLabels: {
      nextMonth: t('calendar.nextMonth'),
      previousMonth: t('calendar.previousMonth'),
      nextYear: t('calendar.nextYear'),
      previousYear: t('calendar.previousYear'),
      nextDecade: t('calendar.nextDecade'),
      previousDecade: t('calendar.previousDecade'),
    },
  }
  const dropdown = {
    ...calendar,
    ...clear,
    popoverProps: { attributes: { dropdown: { 'aria-label': t('calendar.label') } } },
  }
  return {
    components: {
      Alert: { defaultProps: { closeButtonLabel: t('actions.dismiss') } },
      DateInput: { defaultProps: { ...dropdown } },
      DatePicker: { defaultProps: { ...calendar } },
      DatePickerInput: { defaultProps: { ...dropdown } },
      DateTimePicker: { defaultProps: { ...dropdown } },
      Drawer: { defaultProps: { ...close } },
      FileInput: { defaultProps: { ...clear } },
      Modal: { defaultProps: { ...close } },
      MultiSelect: { defaultProps: { ...clear } },
      Notification: { defaultProps: { ...close } },
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('actions.showPassword') } },
      },
      Select: { defaultProps: { ...clear } },
      TagsInput: { defaultProps: { ...clear } },
    },
  }
}
