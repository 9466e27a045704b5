<?php
/**
 * Plugin Name:       Rusty Audio Player
 * Description:       An audio player with a live spectrum and an eight-band equalizer: a block, a shortcode, and, if you like, in place of WordPress's own audio player.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       rusty-audio-player
 *
 * @package RustyAudioPlayer
 */

namespace RustyAudioPlayer;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';

require __DIR__ . '/includes/class-options.php';
require __DIR__ . '/includes/class-tag.php';
require __DIR__ . '/includes/class-track.php';
require __DIR__ . '/includes/class-script.php';
require __DIR__ . '/includes/class-shortcode.php';
require __DIR__ . '/includes/class-block.php';
require __DIR__ . '/includes/class-takeover.php';
require __DIR__ . '/includes/class-isolation.php';
require __DIR__ . '/includes/class-settings-page.php';

Script::register( plugins_url( 'assets/rusty-audio-player.js', __FILE__ ) );
Shortcode::register();
Block::register( __DIR__ . '/block' );
Takeover::register();
Isolation::register();
Settings_Page::register();
