import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Modal,
  SegmentedControl,
  Skeleton,
  Tooltip,
} from "@mantine/core";
import { ai, dark, ember, gray, light, night } from "./tokens.ts";

const fontFamily =
  '"Inter Variable", "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic UI", "Noto Sans JP Variable", sans-serif';

/** Heights of controls: 28 small, 34, 42 primary, 52 for thumbs. */
const buttons = {
  xs: { "--button-height": "28px", "--button-fz": "12px", "--button-padding-x": "10px" },
  sm: { "--button-height": "34px", "--button-fz": "13px", "--button-padding-x": "14px" },
  md: { "--button-height": "42px", "--button-fz": "14px", "--button-padding-x": "16px" },
  lg: { "--button-height": "52px", "--button-fz": "16px", "--button-padding-x": "18px" },
};
const buttonVars = (size: unknown) => (size === "xs" || size === "md" || size === "lg" ? buttons[size] : buttons.sm);

export const theme = createTheme({
  fontFamily,
  headings: { fontFamily, fontWeight: "650" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { md: "1.55" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "20px", xl: "24px" },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px" },
  defaultRadius: "md",
  colors: { ai, ember, gray, dark: night },
  primaryColor: "ai",
  primaryShade: { light: 7, dark: 6 },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" }, vars: (_theme, { size }) => ({ root: buttonVars(size) }) }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: "lg", transitionProps: { duration: 100 } } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { withItemsBorders: false },
      styles: { root: { border: "1px solid var(--rk-line)", background: "var(--rk-sunken)" } },
    }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: "sm" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 80 } } }),
  },
});

const variables = (tokens: typeof light) =>
  Object.fromEntries([
    ...Object.entries(tokens).map(([name, value]) => [`--rk-${name}`, value]),
    ["--mantine-color-body", tokens.surface],
    ["--mantine-color-text", tokens.ink],
    ["--mantine-color-bright", tokens.ink],
    ["--mantine-color-dimmed", tokens.ink3],
    ["--mantine-color-placeholder", tokens.ink3],
    ["--mantine-color-anchor", tokens.ai],
    ["--mantine-color-error", tokens["danger-ink"]],
    ["--mantine-color-default", tokens.surface],
    ["--mantine-color-default-hover", tokens.sunken],
    ["--mantine-color-default-border", tokens.line2],
  ]);

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables(light),
  dark: variables(dark),
});
