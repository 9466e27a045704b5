<?php
/**
 * WordPress's own audio, played by this player.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** If the site wants it: the core shortcode [audio] and the core audio block. */
final class Takeover {

	/** Hooks in; the choice is looked at when something is shown. */
	public static function register(): void {
		add_filter( 'wp_audio_shortcode_override', array( self::class, 'shortcode' ), 10, 2 );
		add_filter( 'render_block_core/audio', array( self::class, 'block' ), 10, 2 );
	}

	/** Not in feeds, whose readers run no scripts. */
	private static function is_wanted(): bool {
		return Options::all()['takeover'] && ! is_feed();
	}

	/**
	 * In place of [audio]; empty leaves it to WordPress.
	 *
	 * @param string $html  What another plugin put there.
	 * @param array  $given The shortcode's attributes.
	 */
	public static function shortcode( $html, $given ): string {
		if ( '' !== $html || ! self::is_wanted() ) {
			return (string) $html;
		}
		$given   = is_array( $given ) ? $given : array();
		$sources = array();
		foreach ( wp_get_audio_extensions() as $extension ) {
			if ( ! empty( $given[ $extension ] ) ) {
				$sources[] = self::source( $given[ $extension ] );
			}
		}
		$first = empty( $given['src'] ) ? ( $sources[0]['src'] ?? '' ) : $given['src'];
		if ( '' === $first ) {
			return '';
		}
		$attributes = self::switches( $given ) + Track::of_url( $first );
		if ( empty( $given['src'] ) && count( $sources ) > 1 ) {
			unset( $attributes['src'] );
			return Tag::html( $attributes, $sources );
		}
		return Tag::html( $attributes );
	}

	/**
	 * In place of the block's `<audio>`; its figure and caption stay.
	 *
	 * @param string $html  The block as WordPress would show it.
	 * @param array  $block The parsed block.
	 */
	public static function block( $html, $block ): string {
		$found = preg_match( '/<audio\b([^>]*)>.*?<\/audio>/is', $html, $match );
		if ( ! $found || ! self::is_wanted() ) {
			return (string) $html;
		}
		$given = array();
		foreach ( wp_kses_hair( $match[1], wp_allowed_protocols() ) as $name => $attribute ) {
			// A boolean attribute stands without a value, or with an empty one.
			$given[ $name ] = '' === $attribute['value'] ? true : wp_specialchars_decode( $attribute['value'], ENT_QUOTES );
		}
		if ( empty( $given['src'] ) || true === $given['src'] ) {
			return $html;
		}
		$id         = (int) ( $block['attrs']['id'] ?? 0 );
		$attributes = array( 'src' => $given['src'] ) + self::switches( $given ) + Track::of_attachment( $id );
		return str_replace( $match[0], Tag::html( $attributes ), $html );
	}

	/**
	 * What both have in common with the player.
	 *
	 * @param array $given Attributes of [audio] or `<audio>`.
	 */
	private static function switches( array $given ): array {
		return array_intersect_key( $given, array_flip( array( 'autoplay', 'loop', 'muted', 'preload' ) ) );
	}

	/**
	 * A file for a `<source>`.
	 *
	 * @param string $url Where it is.
	 */
	private static function source( string $url ): array {
		$type = wp_check_filetype( $url, wp_get_mime_types() );
		return array(
			'src'  => $url,
			'type' => $type['type'] ? $type['type'] : 'audio/mpeg',
		);
	}
}
