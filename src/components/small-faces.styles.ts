import { css } from 'lit';

/* The faces compact and mini; what stands in them takes its sizes from custom properties. */
export const smallFacesStyles = css`
  .compact {
    display: grid;
    grid-template: 'cover top top top' 36px 'cover timeline timeline timeline' 34px 'cover keys clock settings' 46px / 144px auto auto minmax(
        0,
        1fr
      );
    row-gap: 6px;
    height: 144px;
    padding-block: 8px;
    padding-inline: 0 12px;
    align-content: start;
    --_timeline-height: 34px;
    --_badge-word: none;
    --_elapsed-size: 1.125rem;
    --_remaining-size: 0.8125rem;
  }

  .compact .cover {
    width: 144px;
    height: 144px;
    margin-block: -8px;
    border-radius: var(--rusty-audio-radius-card) 0 0 var(--rusty-audio-radius-card);
  }

  .compact .cover:dir(rtl) {
    border-radius: 0 var(--rusty-audio-radius-card) var(--rusty-audio-radius-card) 0;
  }

  .compact .top {
    grid-area: top;
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
    padding-inline-start: 16px;
  }

  .compact .text {
    flex: 1;
  }

  .compact .title {
    font-size: 1rem;
  }

  .compact .by,
  .mini .by {
    margin: 0;
    font-size: 0.8125rem;
  }

  .mini .text {
    --_caption-lines: 2;
    --_caption-size: 0.75rem;
  }

  .compact .album,
  .compact .comma,
  .mini .album,
  .mini .comma {
    display: inline;
    margin: 0;
  }

  .compact .spark {
    flex: none;
    width: 84px;
    height: 30px;
  }

  .compact .side {
    align-self: center;
    margin: 0 -8px;
  }

  .compact rusty-audio-timeline {
    grid-area: timeline;
    margin-inline-start: 16px;
  }

  .compact rusty-audio-transport-keys {
    grid-area: keys;
    align-self: center;
    margin-inline-start: 16px;
  }

  .compact rusty-audio-clock {
    grid-area: clock;
    align-self: center;
    margin-inline-start: 16px;
  }

  .compact rusty-audio-transport-settings {
    grid-area: settings;
    align-self: center;
  }

  .mini {
    display: grid;
    grid-template:
      'keys cover text timeline clock settings' 1fr / auto auto minmax(96px, 200px) minmax(0, 1fr)
      auto auto;
    align-items: center;
    gap: 12px;
    height: 56px;
    padding: 0 6px;
    border-radius: min(12px, var(--rusty-audio-radius-card));
    --_timeline-height: 32px;
    --_speed-display: none;
    --_volume-large: none;
    --_volume-popover: block;
    --_count-gap: 6px;
    --_elapsed-size: 0.8125rem;
    --_elapsed-weight: 600;
    --_elapsed-spacing: 0;
    --_remaining-size: 0.8125rem;
  }

  .mini .cover {
    width: 40px;
    height: 40px;
    border-radius: 4px;
  }

  .mini .title {
    font-size: 0.875rem;
    letter-spacing: 0;
  }

  .mini .by {
    font-size: 0.75rem;
  }

  .mini rusty-audio-transport-keys {
    grid-area: keys;
  }

  .mini rusty-audio-timeline {
    grid-area: timeline;
  }

  .mini rusty-audio-clock {
    grid-area: clock;
  }

  .mini rusty-audio-transport-settings {
    grid-area: settings;
  }

  @container rusty-audio (max-width: 659px) {
    .compact {
      --_volume-large: none;
      --_volume-popover: block;
    }
  }

  @container rusty-audio (max-width: 599px) {
    .compact {
      grid-template: 'cover top top' 44px 'timeline timeline timeline' 36px 'keys clock settings' 46px / auto auto minmax(
          0,
          1fr
        );
      row-gap: 7px;
      height: 156px;
      padding: 8px 12px;
      --_timeline-height: 36px;
      --_volume-popover: none;
      --_count-direction: column;
      --_count-align: flex-start;
      --_count-gap: 2px;
      --_elapsed-size: 0.9375rem;
      --_elapsed-weight: 600;
      --_remaining-size: 0.75rem;
      --_remaining-line: 1;
    }

    /* Beside the text, in the columns of the keys and the clock. */
    .compact .cover,
    .compact .cover:dir(rtl) {
      grid-area: 1 / 1;
      width: 44px;
      height: 44px;
      margin: 0;
      border-radius: 5px;
    }

    .compact .top {
      grid-column: 1 / -1;
      padding-inline-start: 56px;
    }

    .compact .spark,
    .compact .side {
      display: none;
    }

    .compact rusty-audio-timeline,
    .compact rusty-audio-transport-keys {
      margin-inline-start: 0;
    }

    .compact rusty-audio-clock {
      margin-inline-start: 14px;
    }

    .mini {
      grid-template:
        'keys cover text clock settings' 18px 'keys cover timeline clock settings' 20px / auto auto minmax(
          0,
          1fr
        )
        auto auto;
      gap: 2px 10px;
      align-content: center;
      --_timeline-height: 20px;
      --_track-keys: none;
      --_volume-popover: none;
    }

    .mini .by {
      display: none;
    }

    .mini .text {
      --_caption-lines: 1;
    }

    .mini .title {
      line-height: 18px;
    }
  }

  /* Clock and keys would lie upon each other; the speed stands in the menu, too. */
  @container rusty-audio (max-width: 351px) {
    .compact {
      --_speed-display: none;
    }

    .compact rusty-audio-clock {
      margin-inline-start: 8px;
    }
  }

  @container rusty-audio (max-width: 439px) {
    .mini {
      grid-template:
        'keys text clock settings' 18px 'keys timeline clock settings' 20px / auto minmax(0, 1fr)
        auto auto;
      --_elapsed-display: none;
    }

    .mini .cover {
      display: none;
    }

    /* What went wrong needs the room of the time that is not known. */
    :host(:state(error)) .mini rusty-audio-clock {
      display: none;
    }
  }
`;
