import { css, unsafeCSS, type CSSResult } from '@lit/reactive-element/css-tag.js';

/** The public tokens that every theme shares, without `--rusty-audio-`. */
const SHARED: Readonly<Record<string, string>> = {
  accent: 'oklch(0.6 0.185 38)',
  font: 'inherit',
  'text-legend': '0.6875rem',
  'text-small': '0.75rem',
  'text-body': '0.875rem',
  'text-title': '1.375rem',
  'text-counter': '1.625rem',
  'radius-card': '14px',
  'radius-key': '9px',
  'radius-well': '6px',
  'radius-tick': '2px',
  'motion-press': '70ms',
  'motion-quick': '140ms',
  'motion-open': '220ms',
  'ease-out': 'cubic-bezier(0.2, 0.7, 0.2, 1)',
  'ease-in-out': 'cubic-bezier(0.5, 0, 0.2, 1)',
};

type Pair = readonly [light: string, dark: string];

/** The colours: lightness, chroma and hue of OKLCH. */
const COLORS: Readonly<Record<string, Pair>> = {
  surface: ['0.988 0.002 85', '0.215 0.005 70'],
  well: ['0.957 0.004 85', '0.165 0.005 70'],
  raised: ['1 0 0', '0.285 0.006 70'],
  line: ['0.885 0.005 85', '0.305 0.006 70'],
  'line-2': ['0.8 0.006 85', '0.385 0.007 70'],
  ink: ['0.23 0.008 75', '0.955 0.004 85'],
  'ink-2': ['0.43 0.009 75', '0.79 0.006 80'],
  'ink-3': ['0.51 0.009 75', '0.69 0.007 80'],
  mark: ['0.6 0.01 75', '0.58 0.008 75'],
  faint: ['0.79 0.007 80', '0.37 0.006 75'],
  danger: ['0.5 0.17 25', '0.76 0.13 25'],
};

const [WHITE, BLACK] = ['#fff', '#000'];

/** Pure grounds, full lines; in any notation. */
const CONTRAST_COLORS: Readonly<Record<string, Pair>> = {
  surface: [WHITE, BLACK],
  well: [WHITE, BLACK],
  raised: [WHITE, BLACK],
  line: [BLACK, WHITE],
  'line-2': [BLACK, WHITE],
  ink: [BLACK, WHITE],
  'ink-2': [BLACK, WHITE],
  'ink-3': ['oklch(0.25 0 0)', 'oklch(0.95 0 0)'],
  mark: ['oklch(0.5 0 0)', 'oklch(0.76 0 0)'],
  faint: ['oklch(0.7 0 0)', 'oklch(0.5 0 0)'],
  danger: ['oklch(0.45 0.18 25)', 'oklch(0.8 0.14 25)'],
};

function declared<Value>(
  tokens: Readonly<Record<string, Value>>,
  declaration: (name: string, value: Value) => string,
): CSSResult {
  const declarations = Object.entries(tokens).map(([name, value]) => declaration(name, value));
  return unsafeCSS(declarations.join(''));
}

/** What the page has set, out of the way of what is declared below. */
const inherited = (name: string) => `--_set-${name}:var(--rusty-audio-${name});`;

/** The page's value or, failing that, this one. */
const chosen = (name: string, value: string) =>
  `--rusty-audio-${name}:var(--_set-${name},${value});`;

const chosenColor = (name: string, [light, dark]: Pair) =>
  chosen(name, `light-dark(${light},${dark})`);

const chosenOklch = (name: string, [light, dark]: Pair) =>
  chosenColor(name, [`oklch(${light})`, `oklch(${dark})`]);

/* The accent only as far from the ground as it must be. */
const highContrast = css`
  ${declared(CONTRAST_COLORS, chosenColor)}
  --_a: light-dark(
    oklch(from var(--rusty-audio-accent) min(l, 0.47) c h),
    oklch(from var(--rusty-audio-accent) max(l, 0.82) min(c, 0.16) h)
  );
  --_a-ink: var(--_a);
  --_on-a: light-dark(#fff, #000);
  --_a-soft: light-dark(
    color-mix(in oklab, var(--_a) 18%, transparent),
    color-mix(in oklab, var(--_a) 26%, transparent)
  );
  --_quiet: oklch(from var(--_a) 0.6 calc(c * 0.5) h);
  --_off: light-dark(oklch(0.5 0 0), oklch(0.62 0 0));
  --_unlit: light-dark(oklch(0.86 0 0), oklch(0.3 0 0));
  --_grid: light-dark(oklch(0.8 0 0), oklch(0.34 0 0));
  --_ghost: light-dark(oklch(0.8 0 0), oklch(0.34 0 0));
  --_shadow: 0 0 0 2px var(--rusty-audio-line);
  --_key-shadow: 0 0 transparent;
  --_pop-shadow: 0 0 0 2px var(--rusty-audio-line);
`;

/* The user's own colours, also where a canvas or a background is drawn. */
const forcedColors = css`
  --rusty-audio-surface: Canvas;
  --rusty-audio-well: Canvas;
  --rusty-audio-raised: ButtonFace;
  --rusty-audio-line: CanvasText;
  --rusty-audio-line-2: ButtonBorder;
  --rusty-audio-ink: CanvasText;
  --rusty-audio-ink-2: CanvasText;
  --rusty-audio-ink-3: CanvasText;
  --rusty-audio-mark: CanvasText;
  --rusty-audio-faint: GrayText;
  --rusty-audio-danger: CanvasText;
  --_a: Highlight;
  --_a-ink: Highlight;
  --_on-a: HighlightText;
  --_a-soft: color-mix(in oklab, Highlight 26%, transparent);
  --_quiet: GrayText;
  --_off: GrayText;
  --_unlit: GrayText;
  --_grid: GrayText;
  --_ghost: GrayText;
`;

/*
 * A page may set a token anywhere: on the player or on any ancestor. So the host takes over what it
 * inherits (`--_set-*`, invalid where the page says nothing), and `.ra` declares each public name
 * with the page's value or, failing that, the theme's. Everything inside the player, slotted or in
 * a shadow root, reads the public names.
 *
 * Colours are `light-dark()`, so that `theme="auto"` is nothing but the inherited `color-scheme`,
 * also for high contrast, which `prefers-contrast: more` brings to every theme.
 * The accent is clamped in lightness; thus any colour keeps 3:1 as graphics and 4.5:1 as text.
 */
export const tokens = css`
  :host {
    ${declared({ ...SHARED, ...COLORS }, inherited)}
  }

  .ra {
    ${declared(SHARED, chosen)}
    ${declared(COLORS, chosenOklch)}

    --_a: light-dark(
      oklch(from var(--rusty-audio-accent) min(l, 0.6) c h),
      oklch(from var(--rusty-audio-accent) max(l, 0.69) min(c, 0.185) h)
    );
    --_a-ink: light-dark(
      oklch(from var(--rusty-audio-accent) min(l, 0.51) c h),
      oklch(from var(--rusty-audio-accent) max(l, 0.75) min(c, 0.14) h)
    );
    --_on-a: light-dark(oklch(1 0 0), oklch(0.165 0.005 70));
    --_a-soft: light-dark(
      color-mix(in oklab, var(--_a) 12%, transparent),
      color-mix(in oklab, var(--_a) 16%, transparent)
    );
    --_a-mid: color-mix(in oklab, var(--_a) 50%, var(--rusty-audio-well));
    --_quiet: light-dark(
      oklch(from var(--_a) 0.7 calc(c * 0.36) h),
      oklch(from var(--_a) 0.47 calc(c * 0.2) h)
    );
    --_off: light-dark(oklch(0.7 0.006 80), oklch(0.48 0.006 75));
    --_unlit: var(--rusty-audio-line);
    --_grid: var(--rusty-audio-line);
    --_ghost: light-dark(oklch(0.9 0.006 85), oklch(0.27 0.006 70));

    --_shadow:
      0 1px 2px light-dark(oklch(0 0 0 / 0.05), transparent), 0 0 0 1px var(--rusty-audio-line);
    --_key-shadow:
      0 1px 0 light-dark(oklch(0 0 0 / 0.1), oklch(0 0 0 / 0.5)),
      0 2px 3px light-dark(oklch(0 0 0 / 0.04), transparent),
      inset 0 1px 0 light-dark(transparent, oklch(1 0 0 / 0.05));
    --_pop-shadow:
      0 10px 32px light-dark(oklch(0.2 0.01 75 / 0.16), oklch(0 0 0 / 0.5)),
      0 0 0 1px var(--rusty-audio-line-2);
  }

  .ra.light {
    color-scheme: light;
  }

  .ra.dark {
    color-scheme: dark;
  }

  .ra.high-contrast {
    ${highContrast}
  }

  @media (prefers-contrast: more) {
    .ra {
      ${highContrast}
    }
  }

  @media (forced-colors: active) {
    .ra[class] {
      ${forcedColors}
    }
  }
`;
