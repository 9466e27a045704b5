<?php
/**
 * Response headers that let the threaded engine run.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/**
 * Isolates pages that hold a player, and nothing else: not the editor, the admin pages, feeds,
 * embeds, nor pages without one.
 */
final class Isolation {

	/**
	 * `document` isolates this document alone: scripts, images and frames of other sites go on as
	 * before (Chromium; other browsers ignore it and play in fallback mode). `site` works in all
	 * browsers and cuts off windows and frames that don't agree, so it has to be chosen.
	 */
	const HEADERS = array(
		'document' => array( 'Document-Isolation-Policy' => 'isolate-and-credentialless' ),
		'site'     => array(
			'Cross-Origin-Opener-Policy'   => 'same-origin',
			'Cross-Origin-Embedder-Policy' => 'credentialless',
		),
		'off'      => array(),
	);

	/** Hooks in: the posts to be shown are known then, and nothing has been sent. */
	public static function register(): void {
		add_action( 'template_redirect', array( self::class, 'send' ) );
	}

	/** Sends the headers where they belong. */
	public static function send(): void {
		if ( headers_sent() || is_admin() || is_feed() || is_embed() || is_customize_preview() ) {
			return;
		}
		/**
		 * Whether the page that is about to be shown holds a player. For themes that put one into a
		 * template or a widget.
		 *
		 * @param bool $holds_player Found in one of the posts shown.
		 */
		if ( ! apply_filters( 'rusty_audio_player_is_on_page', self::is_in_posts() ) ) {
			return;
		}
		foreach ( self::HEADERS[ Options::all()['isolation'] ] as $name => $value ) {
			header( "$name: $value" );
		}
	}

	/** One of the posts that will be shown has a player in it. */
	private static function is_in_posts(): bool {
		global $wp_query;
		foreach ( $wp_query->posts ?? array() as $post ) {
			if ( self::is_in( (string) $post->post_content ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A post's text holds a player.
	 *
	 * @param string $content As it is stored.
	 */
	private static function is_in( string $content ): bool {
		$found = has_block( Block::NAME, $content ) || has_shortcode( $content, Shortcode::NAME )
			|| false !== stripos( $content, '<rusty-audio-player' );
		if ( $found || ! Options::all()['takeover'] ) {
			return $found;
		}
		return has_block( 'core/audio', $content ) || has_shortcode( $content, 'audio' );
	}
}
