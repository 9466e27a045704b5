<?php
/**
 * What WordPress knows of an uploaded file.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** Title, artist, album and cover of an attachment, as the player's attributes. */
final class Track {

	/**
	 * Attributes for an attachment; empty where it is none.
	 *
	 * @param int $id The attachment.
	 */
	public static function of_attachment( int $id ): array {
		$url = $id > 0 && wp_attachment_is( 'audio', $id ) ? wp_get_attachment_url( $id ) : false;
		if ( ! $url ) {
			return array();
		}
		$tags  = wp_get_attachment_metadata( $id );
		$tags  = is_array( $tags ) ? $tags : array();
		$cover = get_the_post_thumbnail_url( $id, 'medium' );
		return array_filter(
			array(
				'src'         => $url,
				'track-title' => get_the_title( $id ),
				'artist'      => $tags['artist'] ?? '',
				'album'       => $tags['album'] ?? '',
				'artwork'     => $cover ? $cover : '',
			)
		);
	}

	/**
	 * Attributes for a URL, with what is known of it if it is one of this site's uploads.
	 *
	 * @param string $url Where the file is.
	 */
	public static function of_url( string $url ): array {
		$known = self::of_attachment( attachment_url_to_postid( $url ) );
		return array( 'src' => $url ) + $known;
	}
}
