<?php
/**
 * The site's choices.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** One option row; every reader asks here, so that defaults and checks stand once. */
final class Options {

	const NAME = 'rusty_audio_player';

	/** How pages that hold a player are isolated, so that the threaded engine can run. */
	const ISOLATION = array( 'document', 'site', 'off' );

	const DEFAULTS = array(
		'takeover'  => false,
		'isolation' => 'document',
	);

	/** All choices, whatever is in the database. */
	public static function all(): array {
		return self::sanitize( get_option( self::NAME, self::DEFAULTS ) );
	}

	/**
	 * Keeps what is known and valid; the rest becomes the default.
	 *
	 * @param mixed $value What a form or the database holds.
	 */
	public static function sanitize( $value ): array {
		$value     = is_array( $value ) ? $value : array();
		$isolation = $value['isolation'] ?? self::DEFAULTS['isolation'];
		return array(
			'takeover'  => ! empty( $value['takeover'] ),
			'isolation' => in_array( $isolation, self::ISOLATION, true ) ? $isolation : self::DEFAULTS['isolation'],
		);
	}
}
