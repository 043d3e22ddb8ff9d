<?php
/** As much of WordPress as the plugin meets. Reads what is to be done as JSON, and prints what came of it as JSON. */

define( 'ABSPATH', __DIR__ );
$task = json_decode( stream_get_contents( STDIN ), true );
$known = array( 'shortcodes' => array(), 'actions' => array(), 'blocks' => array(), 'settings' => array(), 'pages' => array() );

function add_shortcode( $tag, $answer ) {
	$GLOBALS['known']['shortcodes'][ $tag ] = $answer;
}
function add_action( $name, $answer ) {
	$GLOBALS['known']['actions'][ $name ] = $answer;
}
function get_option( $name, $default ) {
	return $GLOBALS['task']['options'][ $name ] ?? $default;
}
function current_user_can( $what ) {
	return in_array( $what, $GLOBALS['task']['can'] ?? array(), true );
}
function register_block_type( $folder, $settings ) {
	$GLOBALS['known']['blocks'][] = array( 'folder' => $folder ) + $settings;
}
function register_setting( $group, $name, $settings ) {
	$GLOBALS['known']['settings'][ $name ] = $settings;
}
function add_options_page( $title, $menu, $needs, $slug, $print ) {
	$GLOBALS['known']['pages'][ $slug ] = array( $needs, $print );
}
function settings_fields( $group ) {
	echo '<input type="hidden" name="option_page" value="' . esc_attr( $group ) . '">';
}
function submit_button() {
	echo '<input type="submit">';
}
function esc_attr( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}
function esc_html__( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function esc_html_e( $text ) {
	echo esc_html__( $text );
}
function esc_url_raw( $url ) {
	return preg_replace( '/[^a-z0-9-~+_.?#=!&;,\/:%@$|*\'()\[\]]/i', '', $url );
}
function esc_url( $url ) {
	return esc_attr( esc_url_raw( $url ) );
}
function wp_parse_url( $url ) {
	return parse_url( $url );
}

require $task['plugin'];
foreach ( $known['actions'] as $action ) {
	$action();
}
$done = array();
if ( isset( $task['shortcode'] ) ) {
	$done['html'] = $known['shortcodes']['unknot']( $task['shortcode'] );
}
if ( isset( $task['block'] ) ) {
	$done['folder'] = $known['blocks'][0]['folder'];
	$done['html'] = $known['blocks'][0]['render_callback']( $task['block'], '', null );
}
if ( isset( $task['server'] ) ) {
	$done['html'] = $known['settings']['unknot_server']['sanitize_callback']( $task['server'] );
}
if ( isset( $task['page'] ) ) {
	ob_start();
	$known['pages'][ $task['page'] ][1]();
	$done['html'] = ob_get_clean();
}
echo json_encode( $done );
