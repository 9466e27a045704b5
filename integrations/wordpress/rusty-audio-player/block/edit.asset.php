<?php
/**
 * What edit.js needs of WordPress.
 *
 * @package RustyAudioPlayer
 */

return array(
	'dependencies' => array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => '0.1.0',
);
