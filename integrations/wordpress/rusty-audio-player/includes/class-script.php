<?php
/**
 * The script that defines the element.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** Loads the player's module on pages that show one, and on no others. */
final class Script {

	const HANDLE = 'rusty-audio-player';

	/**
	 * Hooks in.
	 *
	 * @param string $url Of the module; what it loads later lies beside it.
	 */
	public static function register( string $url ): void {
		add_action(
			'init',
			static function () use ( $url ) {
				// The file's own imports carry no version: neither may the entry, or it would load twice.
				wp_register_script( self::HANDLE, $url, array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
			}
		);
		add_filter( 'script_loader_tag', array( self::class, 'as_module' ), 10, 2 );
	}

	/** A player is on the page. */
	public static function want(): void {
		wp_enqueue_script( self::HANDLE );
	}

	/**
	 * WordPress 6.1 to 6.4 write classic scripts only.
	 *
	 * @param string $tag    The script tag.
	 * @param string $handle The script's name.
	 */
	public static function as_module( string $tag, string $handle ): string {
		if ( self::HANDLE !== $handle ) {
			return $tag;
		}
		$tag = preg_replace( '/\stype=([\'"])[^\'"]*\1/', '', $tag );
		return str_replace( '<script ', '<script type="module" ', $tag );
	}
}
