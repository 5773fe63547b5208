import {
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Modal,
  NavLink,
  Paper,
  SegmentedControl,
  Table,
  Tooltip,
} from '@mantine/core'
import { language } from '~/words/i18n'

// A getter: the language may change after the theme was made.
const closing = {
  get 'aria-label'() {
    return language() === 'zh' ? '关闭' : 'Close'
  },
}

/** One look: calm surfaces, one accent, and three colours that carry meaning (for, against, missed), each with an icon beside it. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Source Code Pro', Menlo, 'Noto Sans Mono CJK SC', monospace",
  headings: { fontWeight: '650' },
  components: {
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 550 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, p: 'md' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: closing } }),
    NavLink: NavLink.extend({ styles: { root: { borderRadius: 'var(--mantine-radius-md)' } } }),
    // Its own grey is too faint on its track.
    SegmentedControl: SegmentedControl.extend({ styles: { label: { color: 'var(--mantine-color-text)' } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'xs', highlightOnHover: true } }),
    Tooltip: Tooltip.extend({
      defaultProps: { multiline: true, maw: 360, withArrow: true, events: { hover: true, focus: true, touch: true } },
    }),
  },
})

/** Colours by meaning. Text ones reach 4.5:1 on the body, the others 3:1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--for': '#0b6b4f',
    '--for-ground': '#ddf3ea',
    '--against': '#a61e4d',
    '--against-ground': '#fde4ec',
    '--missed': '#8a4b00',
    '--missed-ground': '#fff1d6',
    '--neutral': '#364fc7',
    '--neutral-ground': '#e5eaff',
    '--quiet': '#5c636a',
    '--surface': '#ffffff',
    '--mantine-color-body': '#f7f8f8',
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7278',
    '--mantine-color-error': '#b3261e',
    // Words on the tinted grounds of badges and notes: Mantine's own are too faint there.
    '--mantine-color-teal-light-color': '#0b6b4f',
    '--mantine-color-yellow-light-color': '#8a4b00',
    '--mantine-color-red-light-color': '#a61e2d',
    '--mantine-color-blue-light-color': '#1a4f9c',
    '--mantine-color-gray-light-color': '#495057',
  },
  dark: {
    '--for': '#6ee7b7',
    '--for-ground': '#123a2e',
    '--against': '#ffa8c0',
    '--against-ground': '#4a1a2b',
    '--missed': '#ffd08a',
    '--missed-ground': '#43300f',
    '--neutral': '#b5c4ff',
    '--neutral-ground': '#222c54',
    '--quiet': '#a9b0b6',
    '--surface': '#22252a',
    '--mantine-color-body': '#181a1d',
    '--mantine-color-dimmed': '#a9b0b6',
    '--mantine-color-placeholder': '#949ba1',
    '--mantine-color-error': '#ff9b9b',
  },
})
