import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { createTheme } from '@mantine/core'

/** The one accent. Everything else that has a colour has it because of a state. */
const accent: MantineColorsTuple = [
  '#eef3ff',
  '#dee7ff',
  '#c3d2ff',
  '#9db5fc',
  '#7894f5',
  '#5476ec',
  '#3558d8',
  '#2b48b5',
  '#253d94',
  '#1f3375',
]
const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ed',
  '#d9dde3',
  '#c5cbd3',
  '#a3abb7',
  '#6f7987',
  '#545d6b',
  '#363d48',
  '#1c2128',
]
const dark: MantineColorsTuple = [
  '#e4e8ee',
  '#c3cad4',
  '#9ba5b3',
  '#7c8797',
  '#3b434f',
  '#2b323c',
  '#20262e',
  '#14171c',
  '#0f1115',
  '#0a0c0f',
]
const red: MantineColorsTuple = [
  '#fff1f0',
  '#fde3e2',
  '#fac5c3',
  '#f59d9b',
  '#ee7875',
  '#e25350',
  '#c93532',
  '#ab2a28',
  '#8a2422',
  '#6b1d1c',
]
const green: MantineColorsTuple = [
  '#eefaf3',
  '#daf3e4',
  '#b4e5c8',
  '#84d2a5',
  '#54ba80',
  '#2f9f62',
  '#1b7f4b',
  '#17693f',
  '#145434',
  '#103f28',
]
const yellow: MantineColorsTuple = [
  '#fff8eb',
  '#ffeecd',
  '#fddc9b',
  '#f8c563',
  '#eeab35',
  '#d98d12',
  '#a86505',
  '#8a5205',
  '#6e4207',
  '#533207',
]

/** Components as this console uses them; 4 px grid, 14 px text, small radii. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, blue: accent, gray, dark, red, green, teal: green, yellow, orange: yellow },
  white: '#ffffff',
  black: '#171b21',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.4' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
      h4: { fontSize: '13px', lineHeight: '1.4' },
      h5: { fontSize: '13px', lineHeight: '1.4' },
      h6: { fontSize: '12px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle' } },
    Alert: { defaultProps: { variant: 'light' } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' } },
    Button: { defaultProps: { size: 'sm' } },
    DateInput: { defaultProps: { valueFormat: 'D MMM YYYY' } },
    DatePickerInput: { defaultProps: { valueFormat: 'D MMM YYYY' } },
    DateTimePicker: { defaultProps: { valueFormat: 'D MMM YYYY, HH:mm' } },
    Menu: { defaultProps: { shadow: 'md', offset: 4, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        radius: 'md',
        padding: 'lg',
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Popover: { defaultProps: { shadow: 'md', offset: 4, transitionProps: { duration: 80 } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Tabs: { defaultProps: { keepMounted: false } },
    Tooltip: {
      defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 80 } },
    },
  },
})

type Variables = Record<`--${string}`, string>

/** Foreground, background, line and solid colour of each tone (`components/values/tones.ts`). */
function tones(table: Record<string, [fg: string, bg: string, border: string, solid: string]>): Variables {
  const variables: Variables = {}
  for (const [name, [fg, bg, border, solid]] of Object.entries(table)) {
    variables[`--tone-${name}-fg`] = fg
    variables[`--tone-${name}-bg`] = bg
    variables[`--tone-${name}-border`] = border
    variables[`--tone-${name}-solid`] = solid
  }
  return variables
}

/** Text and tint of Mantine's `light` and `subtle` variants, so that they pass AA in both schemes. */
function lightVariants(table: Record<string, [color: string, bg: string, hover: string]>): Variables {
  const variables: Variables = {}
  for (const [name, [color, bg, hover]] of Object.entries(table)) {
    variables[`--mantine-color-${name}-light-color`] = color
    variables[`--mantine-color-${name}-light`] = bg
    variables[`--mantine-color-${name}-light-hover`] = hover
    variables[`--mantine-color-${name}-text`] = color
    variables[`--mantine-color-${name}-outline`] = color
  }
  return variables
}

const light: Variables = {
  '--d-canvas': '#f3f5f7',
  '--d-surface': '#fafbfc',
  '--d-raised': '#ffffff',
  '--d-overlay': '#ffffff',
  '--d-sunken': '#f1f3f6',
  '--d-head': '#f8f9fb',
  '--d-hover': '#f4f6f9',
  '--d-selected': '#edf2ff',
  '--d-line': '#edf0f3',
  '--d-track': '#e6e9ed',
  '--d-border': '#e2e6eb',
  '--d-border-strong': '#ccd2da',
  '--d-text': '#171b21',
  '--d-text-dim': '#586170',
  '--d-focus': accent[6],
  '--d-accent-text': '#2b48b5',
  '--d-rail-hover': '#e9ecf0',
  '--d-rail-active': '#e2e6ec',
  '--d-shadow-lg': '0 1px 2px rgb(16 24 40 / 6%), 0 8px 24px rgb(16 24 40 / 12%)',
  '--mantine-color-body': '#fafbfc',
  '--mantine-color-dimmed': '#586170',
  '--mantine-color-placeholder': '#6a7382',
  '--mantine-color-error': '#b42826',
  '--mantine-color-success': '#17693f',
  '--mantine-color-default-border': '#ccd2da',
  '--mantine-color-disabled-color': '#6f7987',
  ...tones({
    neutral: ['#4a5361', '#f1f3f6', '#dfe3e8', '#8a94a3'],
    info: ['#2b48b5', '#eaf0ff', '#ccd9fd', '#3558d8'],
    success: ['#17693f', '#e8f6ee', '#c2e6d0', '#2a9860'],
    warning: ['#80500b', '#fff5e1', '#f3dcae', '#d98d12'],
    danger: ['#ab2a28', '#fdeeed', '#f6cecc', '#d8413e'],
    accent: ['#ffffff', accent[6], accent[6], accent[6]],
  }),
  ...lightVariants({
    accent: ['#2b48b5', '#e8eeff', '#dbe4ff'],
    blue: ['#2b48b5', '#e8eeff', '#dbe4ff'],
    red: ['#ab2a28', '#fdeeed', '#fbdfde'],
    green: ['#17693f', '#e8f6ee', '#d7efe1'],
    teal: ['#17693f', '#e8f6ee', '#d7efe1'],
    yellow: ['#80500b', '#fff5e1', '#feebc8'],
    orange: ['#80500b', '#fff5e1', '#feebc8'],
    gray: ['#4a5361', '#f1f3f6', '#e6e9ed'],
  }),
}

const night: Variables = {
  '--d-canvas': '#0f1115',
  '--d-surface': '#14171c',
  '--d-raised': '#191d23',
  '--d-overlay': '#1d222a',
  '--d-sunken': '#1d2229',
  '--d-head': '#171b20',
  '--d-hover': '#1f242b',
  '--d-selected': '#1b2645',
  '--d-line': '#22282f',
  '--d-track': '#2b323c',
  '--d-border': '#2a313b',
  '--d-border-strong': '#3b434f',
  '--d-text': '#e4e8ee',
  '--d-text-dim': '#9ba5b3',
  '--d-focus': accent[4],
  '--d-accent-text': '#a5bcff',
  '--d-rail-hover': '#1a1e24',
  '--d-rail-active': '#232932',
  '--d-shadow-lg': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 50%)',
  '--mantine-color-body': '#14171c',
  '--mantine-color-dimmed': '#9ba5b3',
  '--mantine-color-placeholder': '#8b95a4',
  '--mantine-color-error': '#ff9d9a',
  '--mantine-color-success': '#6fd199',
  '--mantine-color-anchor': accent[3],
  '--mantine-color-default': '#1d2229',
  '--mantine-color-default-hover': '#252b34',
  '--mantine-color-default-color': '#e4e8ee',
  '--mantine-color-default-border': '#3b434f',
  '--mantine-color-disabled-color': '#8591a1',
  ...tones({
    neutral: ['#b4bdc9', '#232932', '#363e49', '#7c8797'],
    info: ['#a5bcff', '#18223f', '#2c3d70', '#5f83f3'],
    success: ['#74d49e', '#12291d', '#1f4b33', '#37a86d'],
    warning: ['#f1bd62', '#2c210e', '#553f19', '#d9992c'],
    danger: ['#ff9d9a', '#341918', '#622c2b', '#ec6461'],
    accent: ['#ffffff', accent[6], accent[6], accent[5]],
  }),
  ...lightVariants({
    accent: ['#a5bcff', '#18223f', '#1f2c52'],
    blue: ['#a5bcff', '#18223f', '#1f2c52'],
    red: ['#ff9d9a', '#341918', '#44201f'],
    green: ['#74d49e', '#12291d', '#183626'],
    teal: ['#74d49e', '#12291d', '#183626'],
    yellow: ['#f1bd62', '#2c210e', '#3a2c13'],
    orange: ['#f1bd62', '#2c210e', '#3a2c13'],
    gray: ['#c3cad4', '#232932', '#2b323c'],
  }),
}

/** The variables behind every colour that is not Mantine's own; each pair of text and ground passes AA. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light, dark: night })
