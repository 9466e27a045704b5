import { css } from 'lit';

/* Pure grounds, full lines; the accent only as far from the ground as it must be. */
const highContrast = css`
  --rusty-audio-surface: var(--_set-surface, light-dark(#fff, #000));
  --rusty-audio-well: var(--_set-well, light-dark(#fff, #000));
  --rusty-audio-raised: var(--_set-raised, light-dark(#fff, #000));
  --rusty-audio-line: var(--_set-line, light-dark(#000, #fff));
  --rusty-audio-line-2: var(--_set-line-2, light-dark(#000, #fff));
  --rusty-audio-ink: var(--_set-ink, light-dark(#000, #fff));
  --rusty-audio-ink-2: var(--_set-ink-2, light-dark(#000, #fff));
  --rusty-audio-ink-3: var(--_set-ink-3, light-dark(oklch(0.25 0 0), oklch(0.95 0 0)));
  --rusty-audio-mark: var(--_set-mark, light-dark(oklch(0.5 0 0), oklch(0.76 0 0)));
  --rusty-audio-faint: var(--_set-faint, light-dark(oklch(0.7 0 0), oklch(0.5 0 0)));
  --rusty-audio-danger: var(--_set-danger, light-dark(oklch(0.45 0.18 25), oklch(0.8 0.14 25)));
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
    --_set-accent: var(--rusty-audio-accent);
    --_set-font: var(--rusty-audio-font);
    --_set-text-legend: var(--rusty-audio-text-legend);
    --_set-text-small: var(--rusty-audio-text-small);
    --_set-text-body: var(--rusty-audio-text-body);
    --_set-text-title: var(--rusty-audio-text-title);
    --_set-text-counter: var(--rusty-audio-text-counter);
    --_set-radius-card: var(--rusty-audio-radius-card);
    --_set-radius-key: var(--rusty-audio-radius-key);
    --_set-radius-well: var(--rusty-audio-radius-well);
    --_set-radius-tick: var(--rusty-audio-radius-tick);
    --_set-motion-press: var(--rusty-audio-motion-press);
    --_set-motion-quick: var(--rusty-audio-motion-quick);
    --_set-motion-open: var(--rusty-audio-motion-open);
    --_set-ease-out: var(--rusty-audio-ease-out);
    --_set-ease-in-out: var(--rusty-audio-ease-in-out);
    --_set-surface: var(--rusty-audio-surface);
    --_set-well: var(--rusty-audio-well);
    --_set-raised: var(--rusty-audio-raised);
    --_set-line: var(--rusty-audio-line);
    --_set-line-2: var(--rusty-audio-line-2);
    --_set-ink: var(--rusty-audio-ink);
    --_set-ink-2: var(--rusty-audio-ink-2);
    --_set-ink-3: var(--rusty-audio-ink-3);
    --_set-mark: var(--rusty-audio-mark);
    --_set-faint: var(--rusty-audio-faint);
    --_set-danger: var(--rusty-audio-danger);
  }

  .ra {
    --rusty-audio-accent: var(--_set-accent, oklch(0.6 0.185 38));
    --rusty-audio-font: var(--_set-font, inherit);

    --rusty-audio-text-legend: var(--_set-text-legend, 0.6875rem);
    --rusty-audio-text-small: var(--_set-text-small, 0.75rem);
    --rusty-audio-text-body: var(--_set-text-body, 0.875rem);
    --rusty-audio-text-title: var(--_set-text-title, 1.375rem);
    --rusty-audio-text-counter: var(--_set-text-counter, 1.625rem);

    --rusty-audio-radius-card: var(--_set-radius-card, 14px);
    --rusty-audio-radius-key: var(--_set-radius-key, 9px);
    --rusty-audio-radius-well: var(--_set-radius-well, 6px);
    --rusty-audio-radius-tick: var(--_set-radius-tick, 2px);

    --rusty-audio-motion-press: var(--_set-motion-press, 70ms);
    --rusty-audio-motion-quick: var(--_set-motion-quick, 140ms);
    --rusty-audio-motion-open: var(--_set-motion-open, 220ms);
    --rusty-audio-ease-out: var(--_set-ease-out, cubic-bezier(0.2, 0.7, 0.2, 1));
    --rusty-audio-ease-in-out: var(--_set-ease-in-out, cubic-bezier(0.5, 0, 0.2, 1));

    --rusty-audio-surface: var(
      --_set-surface,
      light-dark(oklch(0.988 0.002 85), oklch(0.215 0.005 70))
    );
    --rusty-audio-well: var(--_set-well, light-dark(oklch(0.957 0.004 85), oklch(0.165 0.005 70)));
    --rusty-audio-raised: var(--_set-raised, light-dark(oklch(1 0 0), oklch(0.285 0.006 70)));
    --rusty-audio-line: var(--_set-line, light-dark(oklch(0.885 0.005 85), oklch(0.305 0.006 70)));
    --rusty-audio-line-2: var(
      --_set-line-2,
      light-dark(oklch(0.8 0.006 85), oklch(0.385 0.007 70))
    );
    --rusty-audio-ink: var(--_set-ink, light-dark(oklch(0.23 0.008 75), oklch(0.955 0.004 85)));
    --rusty-audio-ink-2: var(--_set-ink-2, light-dark(oklch(0.43 0.009 75), oklch(0.79 0.006 80)));
    --rusty-audio-ink-3: var(--_set-ink-3, light-dark(oklch(0.51 0.009 75), oklch(0.69 0.007 80)));
    --rusty-audio-mark: var(--_set-mark, light-dark(oklch(0.6 0.01 75), oklch(0.58 0.008 75)));
    --rusty-audio-faint: var(--_set-faint, light-dark(oklch(0.79 0.007 80), oklch(0.37 0.006 75)));
    --rusty-audio-danger: var(--_set-danger, light-dark(oklch(0.5 0.17 25), oklch(0.76 0.13 25)));

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
