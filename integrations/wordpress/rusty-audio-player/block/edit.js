/**
 * The block in the editor: choose a file, see and hear the player itself, set what is beside it.
 * Plain script: WordPress loads it as it is, nothing is compiled.
 */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: el, Fragment } = element;
  const { __ } = i18n;
  const {
    BlockControls,
    InspectorControls,
    MediaPlaceholder,
    MediaReplaceFlow,
    RichText,
    useBlockProps,
  } = blockEditor;
  const { Disabled, PanelBody, SelectControl, TextControl, ToggleControl } = components;

  const ALLOWED = ['audio'];

  /** @type {Record<string, Record<string, string>>} words for the values of a choice */
  const CHOICES = {
    layout: {
      full: __('Full', 'rusty-audio-player'),
      compact: __('Compact', 'rusty-audio-player'),
      mini: __('Mini', 'rusty-audio-player'),
    },
    theme: {
      auto: __('Like the page', 'rusty-audio-player'),
      light: __('Light', 'rusty-audio-player'),
      dark: __('Dark', 'rusty-audio-player'),
      'high-contrast': __('High contrast', 'rusty-audio-player'),
    },
    visualizer: {
      bars: __('Bars', 'rusty-audio-player'),
      line: __('Line', 'rusty-audio-player'),
      spectrogram: __('Spectrogram', 'rusty-audio-player'),
      oscilloscope: __('Oscilloscope', 'rusty-audio-player'),
      equalizer: __('Equalizer', 'rusty-audio-player'),
      none: __('None', 'rusty-audio-player'),
    },
  };

  /** What the media library, an upload or a URL gives, as the block's attributes. */
  function chosen(media) {
    if (!media?.url) return { id: undefined, src: '' };
    const { id, url, title = '', meta = {}, image } = media;
    return {
      id,
      src: url,
      trackTitle: title,
      artist: meta.artist || '',
      album: meta.album || '',
      // WordPress shows an icon of its own where a file has no cover.
      artwork: image?.src && !image.src.includes('/images/media/') ? image.src : '',
    };
  }

  /** The element itself; it plays while the block is selected and is a picture otherwise. */
  function preview({ attributes, isSelected }) {
    const { src, trackTitle, artist, album, artwork, layout, theme, visualizer } = attributes;
    const player = el('rusty-audio-player', {
      src,
      'track-title': trackTitle || undefined,
      artist: artist || undefined,
      album: album || undefined,
      artwork: artwork || undefined,
      layout,
      theme,
      visualizer,
      preload: 'metadata',
    });
    return el(Disabled, { isDisabled: !isSelected }, player);
  }

  function settings({ attributes, setAttributes }) {
    const choice = (name, label) =>
      el(SelectControl, {
        label,
        value: attributes[name],
        options: Object.entries(CHOICES[name]).map(([value, word]) => ({ value, label: word })),
        onChange: (value) => setAttributes({ [name]: value }),
      });
    const text = (name, label) =>
      el(TextControl, {
        label,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
      });
    const toggle = (name, label, help) =>
      el(ToggleControl, {
        label,
        help,
        checked: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
      });
    return el(
      InspectorControls,
      null,
      el(
        PanelBody,
        { title: __('Look', 'rusty-audio-player') },
        choice('layout', __('Layout', 'rusty-audio-player')),
        choice('theme', __('Colours', 'rusty-audio-player')),
        choice('visualizer', __('Display', 'rusty-audio-player')),
      ),
      el(
        PanelBody,
        { title: __('Track', 'rusty-audio-player') },
        text('trackTitle', __('Title', 'rusty-audio-player')),
        text('artist', __('Artist', 'rusty-audio-player')),
        text('album', __('Album', 'rusty-audio-player')),
        text('artwork', __('Address of the cover', 'rusty-audio-player')),
        toggle('loop', __('Play again at the end', 'rusty-audio-player')),
        toggle(
          'autoplay',
          __('Start by itself', 'rusty-audio-player'),
          __('Most browsers ask visitors for a click first.', 'rusty-audio-player'),
        ),
      ),
    );
  }

  function Edit(props) {
    const { attributes, setAttributes, isSelected } = props;
    const blockProps = useBlockProps();
    const choose = (media) => setAttributes(chosen(media));
    const chooseUrl = (url) => setAttributes({ ...chosen({ url }), src: url });
    if (!attributes.src) {
      return el(
        'div',
        blockProps,
        el(MediaPlaceholder, {
          icon: 'format-audio',
          labels: { title: __('Rusty Audio Player', 'rusty-audio-player') },
          accept: 'audio/*',
          allowedTypes: ALLOWED,
          onSelect: choose,
          onSelectURL: chooseUrl,
        }),
      );
    }
    return el(
      Fragment,
      null,
      el(
        BlockControls,
        { group: 'other' },
        el(MediaReplaceFlow, {
          mediaId: attributes.id,
          mediaURL: attributes.src,
          accept: 'audio/*',
          allowedTypes: ALLOWED,
          onSelect: choose,
          onSelectURL: chooseUrl,
        }),
      ),
      settings(props),
      el(
        'figure',
        blockProps,
        preview(props),
        (isSelected || attributes.caption) &&
          el(RichText, {
            tagName: 'figcaption',
            className: 'wp-element-caption',
            placeholder: __('Add caption', 'rusty-audio-player'),
            value: attributes.caption,
            onChange: (caption) => setAttributes({ caption }),
          }),
      ),
    );
  }

  // Everything else is in block.json; the page is written by PHP.
  blocks.registerBlockType('rusty-audio-player/player', {
    edit: Edit,
    save: () => null,
  });
})(window.wp);
