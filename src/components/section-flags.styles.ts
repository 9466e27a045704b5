import { css } from 'lit';

/** The flags on a timeline; they come with the first section. */
export const sectionFlagsStyles = css`
  .flag {
    position: absolute;
    /* The finger finds it on the upper part of the well; the lower part still seeks. */
    top: calc(var(--_ruler) - 14px);
    z-index: 3;
    width: 45px;
    height: 43px;
    touch-action: none;
    cursor: ew-resize;
  }

  .letter {
    position: absolute;
    inset: 14px 15px;
    border-radius: var(--rusty-audio-radius-tick);
    background: var(--_a-ink);
    color: var(--_on-a);
    font-size: var(--rusty-audio-text-legend);
    font-weight: 700;
    line-height: 15px;
    text-align: center;
  }

  .flag.a {
    margin-inline-start: -16px;
  }

  .flag.b {
    margin-inline-start: -29px;
  }

  .flag:focus-visible {
    outline: none;
    box-shadow: none;
  }

  .flag:focus-visible .letter {
    outline: 2px solid var(--rusty-audio-ink);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--rusty-audio-surface);
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
