<?php
/**
 * The player's HTML.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** Writes `<rusty-audio-player>`: known attributes only, escaped. */
final class Tag {

	/** Attributes that an author may set, and what they hold. */
	const ATTRIBUTES = array(
		'src'             => 'url',
		'track-title'     => 'text',
		'artist'          => 'text',
		'album'           => 'text',
		'artwork'         => 'url',
		'preload'         => 'text',
		'autoplay'        => 'flag',
		'loop'            => 'flag',
		'muted'           => 'flag',
		'layout'          => 'text',
		'theme'           => 'text',
		'visualizer'      => 'text',
		'frequency-scale' => 'text',
		'eq'              => 'text',
		'eq-preset'       => 'text',
		'loudness'        => 'text',
		'volume'          => 'text',
	);

	/**
	 * The element, and the script that defines it is asked for.
	 *
	 * @param array $attributes Values by attribute name; others than the known are left out.
	 * @param array $sources    Lists of `src` and `type`, where there is no single `src`.
	 */
	public static function html( array $attributes, array $sources = array() ): string {
		Script::want();
		$html = '<rusty-audio-player';
		foreach ( self::ATTRIBUTES as $name => $kind ) {
			$html .= self::attribute( $name, $kind, $attributes[ $name ] ?? null );
		}
		$html .= '>';
		foreach ( $sources as $source ) {
			$html .= sprintf( '<source src="%s" type="%s">', esc_url( $source['src'] ), esc_attr( $source['type'] ) );
		}
		return $html . '</rusty-audio-player>';
	}

	/**
	 * One attribute with a space in front, or nothing.
	 *
	 * @param string $name  Its name.
	 * @param string $kind  As in ATTRIBUTES.
	 * @param mixed  $value Its value.
	 */
	private static function attribute( string $name, string $kind, $value ): string {
		if ( 'flag' === $kind ) {
			return self::is_on( $value ) ? " $name" : '';
		}
		if ( ! is_scalar( $value ) || '' === (string) $value ) {
			return '';
		}
		$text = 'url' === $kind ? esc_url( (string) $value ) : esc_attr( (string) $value );
		return '' === $text ? '' : sprintf( ' %s="%s"', $name, $text );
	}

	/**
	 * What authors write for yes and no, in a shortcode and in a block.
	 *
	 * @param mixed $value The value of a flag; null where it was not given.
	 */
	public static function is_on( $value ): bool {
		if ( null === $value || is_bool( $value ) ) {
			return (bool) $value;
		}
		return ! in_array( strtolower( trim( (string) $value ) ), array( 'false', '0', 'off', 'no' ), true );
	}
}
