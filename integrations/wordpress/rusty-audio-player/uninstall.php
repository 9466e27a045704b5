<?php
/**
 * Leaves nothing behind.
 *
 * @package RustyAudioPlayer
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'rusty_audio_player' );
