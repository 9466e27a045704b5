<?php
/**
 * The block.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/**
 * A dynamic block: what is stored is a comment with attributes, which KSES keeps for every author;
 * the element is written when the page is shown.
 */
final class Block {

	const NAME = 'rusty-audio-player/player';

	/**
	 * Hooks in.
	 *
	 * @param string $folder Where block.json is.
	 */
	public static function register( string $folder ): void {
		add_action(
			'init',
			static function () use ( $folder ) {
				register_block_type( $folder, array( 'render_callback' => array( self::class, 'html' ) ) );
			}
		);
		add_action( 'enqueue_block_assets', array( self::class, 'preview' ) );
	}

	/**
	 * The editor shows the player itself, in a frame of its own where it has one. Not by block.json's
	 * `script`: classic themes load that on every page of the site.
	 */
	public static function preview(): void {
		if ( is_admin() ) {
			Script::want();
		}
	}

	/**
	 * The block on the page.
	 *
	 * @param array $block Attributes as in block.json.
	 */
	public static function html( array $block ): string {
		$attributes = array();
		foreach ( $block as $name => $value ) {
			$attributes[ strtolower( preg_replace( '/([A-Z])/', '-$1', $name ) ) ] = $value;
		}
		$attributes  = array_filter( $attributes );
		$attributes += Track::of_attachment( (int) ( $attributes['id'] ?? 0 ) );
		if ( empty( $attributes['src'] ) ) {
			return '';
		}
		$caption = $block['caption'] ?? '';
		return sprintf(
			'<figure %s>%s%s</figure>',
			get_block_wrapper_attributes(),
			Tag::html( $attributes ),
			'' === $caption ? '' : '<figcaption class="wp-element-caption">' . wp_kses_post( $caption ) . '</figcaption>'
		);
	}
}
