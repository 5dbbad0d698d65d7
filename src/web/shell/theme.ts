import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** From light to dark; 7 on white and 4 on black have a contrast above 4.5. */
const vigie: MantineColorsTuple = [
  '#eaf4fb',
  '#d3e6f4',
  '#a3cbe8',
  '#70aedc',
  '#4a97d2',
  '#2f83c4',
  '#1f6fae',
  '#165a91',
  '#114873',
  '#0c3656',
];

export const theme = createTheme({
  primaryColor: 'vigie',
  // Dark words on light colours.
  autoContrast: true,
  primaryShade: { light: 7, dark: 6 },
  colors: { vigie },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
});

/** What is said beside the rest can be read, too: above 4.5 on the page, where those of the package are below. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[6],
    '--mantine-color-error': colors.red[9],
    '--mantine-color-red-text': colors.red[9],
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-green-light-color': '#1e6b2d',
    '--mantine-color-yellow-light-color': '#7a4b00',
    '--mantine-color-gray-light-color': colors.gray[8],
  },
  dark: { '--mantine-color-dimmed': colors.dark[1], '--mantine-color-placeholder': colors.dark[2] },
});
