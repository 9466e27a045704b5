<?php
/**
 * Settings, Media: the two choices.
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

/** A section on WordPress's own page for media. */
final class Settings_Page {

	const PAGE    = 'media';
	const SECTION = 'rusty_audio_player';

	/** Hooks in. */
	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'add' ) );
	}

	/** The section and its fields. */
	public static function add(): void {
		register_setting(
			self::PAGE,
			Options::NAME,
			array(
				'type'              => 'object',
				'default'           => Options::DEFAULTS,
				'sanitize_callback' => array( Options::class, 'sanitize' ),
			)
		);
		add_settings_section( self::SECTION, __( 'Rusty Audio Player', 'rusty-audio-player' ), '__return_null', self::PAGE );
		add_settings_field(
			'takeover',
			__( 'WordPress’s own audio', 'rusty-audio-player' ),
			array( self::class, 'takeover' ),
			self::PAGE,
			self::SECTION
		);
		add_settings_field(
			'isolation',
			__( 'Threads', 'rusty-audio-player' ),
			array( self::class, 'isolation' ),
			self::PAGE,
			self::SECTION,
			array( 'label_for' => 'rusty-audio-player-isolation' )
		);
	}

	/** A box to tick. */
	public static function takeover(): void {
		printf(
			'<label><input type="checkbox" name="%s[takeover]" value="1"%s> %s</label>',
			esc_attr( Options::NAME ),
			checked( Options::all()['takeover'], true, false ),
			esc_html__( 'Play the Audio block and the [audio] shortcode with this player', 'rusty-audio-player' )
		);
	}

	/** A choice of three. */
	public static function isolation(): void {
		$words = array(
			'document' => __( 'Isolate the document (Chrome, Edge); embeds and images stay as they are', 'rusty-audio-player' ),
			'site'     => __( 'Isolate the window (all browsers); embeds of other sites may stop working', 'rusty-audio-player' ),
			'off'      => __( 'Send no headers; the player works without threads', 'rusty-audio-player' ),
		);
		printf( '<select id="rusty-audio-player-isolation" name="%s[isolation]">', esc_attr( Options::NAME ) );
		foreach ( Options::ISOLATION as $value ) {
			printf(
				'<option value="%s"%s>%s</option>',
				esc_attr( $value ),
				selected( Options::all()['isolation'], $value, false ),
				esc_html( $words[ $value ] )
			);
		}
		printf(
			'</select><p class="description">%s</p>',
			esc_html__( 'On pages that hold a player, and on no others.', 'rusty-audio-player' )
		);
	}
}
