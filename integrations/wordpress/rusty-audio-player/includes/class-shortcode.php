<?php
/**
 * The shortcode [rusty_audio_player].
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** `[rusty_audio_player src="…" track_title="…" layout="compact"]`, or with `id` of an upload. */
final class Shortcode {

	const NAME = 'rusty_audio_player';

	/** Hooks in. */
	public static function register(): void {
		add_shortcode( self::NAME, array( self::class, 'html' ) );
	}

	/**
	 * The player in place of the shortcode.
	 *
	 * @param array|string $given As WordPress parsed it; an empty string without attributes.
	 */
	public static function html( $given ): string {
		$attributes = array();
		foreach ( is_array( $given ) ? $given : array() as $name => $value ) {
			// A word alone, as in [rusty_audio_player loop], is a flag.
			$word                = is_int( $name ) ? $value : $name;
			$attributes[ str_replace( '_', '-', strtolower( $word ) ) ] = is_int( $name ) ? true : $value;
		}
		if ( isset( $attributes['id'] ) ) {
			$attributes += Track::of_attachment( (int) $attributes['id'] );
		} elseif ( isset( $attributes['src'] ) ) {
			$attributes += Track::of_url( (string) $attributes['src'] );
		}
		return Tag::html( $attributes );
	}
}
