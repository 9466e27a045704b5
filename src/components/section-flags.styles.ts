import { css } from 'lit';

/** The flags on a timeline; they come with the first section. */
export const sectionFlagsStyles = css`
  .flag {
    position: absolute;
    top: var(--_ruler);
    z-index: 3;
    width: 15px;
    height: 15px;
    border-radius: var(--rusty-audio-radius-tick);
    background: var(--_a-ink);
    color: var(--_on-a);
    touch-action: none;
    cursor: ew-resize;
  }

  /* The finger finds it on the upper part of the well; the lower part still seeks. */
  .flag::after {
    content: '';
    position: absolute;
    inset: -14px -15px;
  }

  .letter {
    position: absolute;
    inset: 0;
    font-size: var(--rusty-audio-text-legend);
    font-weight: 700;
    line-height: 15px;
    text-align: center;
  }

  .flag.a {
    margin-inline-start: -1px;
  }

  .flag.b {
    margin-inline-start: -14px;
  }

  .flag:focus-visible {
    border-radius: var(--rusty-audio-radius-tick);
  }

  @container rusty-audio-timeline (max-height: 47.9px) {
    .flag {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .flag {
      forced-color-adjust: none;
    }
  }
`;
