<?php
/**
 * Plugin Name: Unknot
 * Description: Chat-style intake for a massage clinic: a block and the shortcode [unknot clinic="riverside" mode="bubble" sealed].
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 *
 * Both print the one tag, which lives through plugins that defer, rename and concatenate scripts. Nothing is stored but
 * the server's address, and nothing of a visit passes through this site.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const UNKNOT_SERVER = 'unknot_server';
const UNKNOT_MODES  = array( 'inline', 'bubble', 'dialog' );
const UNKNOT_THEMES = array( 'auto', 'light', 'dark' );

add_shortcode( 'unknot', 'unknot_shortcode' );
add_action( 'init', 'unknot_register_block' );
add_action( 'admin_init', 'unknot_register_setting' );
add_action( 'admin_menu', 'unknot_add_page' );

/**
 * @param array|string $given what stands in the shortcode; `sealed` and `greet` may stand without a value
 * @return string
 */
function unknot_shortcode( $given ) {
	$given = is_array( $given ) ? $given : array();
	foreach ( $given as $place => $word ) {
		if ( is_int( $place ) && in_array( $word, array( 'sealed', 'greet' ), true ) ) {
			$given[ $word ] = true;
		}
	}
	return unknot_tag( $given );
}

/**
 * The one tag.
 *
 * @param array $given clinic, mode, placement, theme, lang, phone, sealed, greet; what is not allowed is left out
 * @return string a script element, or nothing where server or clinic is not known
 */
function unknot_tag( $given ) {
	$server     = unknot_clean_server( get_option( UNKNOT_SERVER, '' ) );
	$attributes = unknot_attributes( $given );
	if ( '' === $server || '' === $attributes['clinic'] ) {
		$hint = '<p>' . esc_html__( 'Unknot: name the server under Settings, and the clinic here.', 'unknot' ) . '</p>';
		return current_user_can( 'edit_posts' ) ? $hint : '';
	}
	$html = '<script async src="' . esc_url( $server . '/v1/embed.js' ) . '"';
	foreach ( $attributes as $name => $value ) {
		if ( '' !== $value ) {
			$html .= ' data-' . $name . '="' . esc_attr( $value ) . '"';
		}
	}
	return $html . '></script>';
}

/**
 * @param array $given as the author wrote it
 * @return string[] by name; empty where nothing is to be said. A flag that is set is `true`.
 */
function unknot_attributes( $given ) {
	$text = function ( $name ) use ( $given ) {
		return isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
	};
	$one_of = function ( $name, $allowed ) use ( $text ) {
		return in_array( $text( $name ), $allowed, true ) ? $text( $name ) : '';
	};
	$matching = function ( $name, $pattern ) use ( $text ) {
		return preg_match( $pattern, $text( $name ) ) ? $text( $name ) : '';
	};
	$flag = function ( $name ) use ( $text ) {
		return in_array( strtolower( $text( $name ) ), array( '1', 'true', 'yes', 'on' ), true ) ? 'true' : '';
	};
	return array(
		'clinic'    => $matching( 'clinic', '/^[a-z0-9][a-z0-9-]{0,39}$/D' ),
		'mode'      => $one_of( 'mode', UNKNOT_MODES ),
		'placement' => $one_of( 'placement', array( 'end', 'start' ) ),
		'theme'     => $one_of( 'theme', UNKNOT_THEMES ),
		'lang'      => $matching( 'lang', '/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/D' ),
		'phone'     => $matching( 'phone', '/^\+?[0-9 ().-]{3,30}$/D' ),
		'sealed'    => $flag( 'sealed' ),
		'greet'     => $flag( 'greet' ),
	);
}

function unknot_register_block() {
	register_block_type( __DIR__, array( 'render_callback' => 'unknot_tag' ) );
}

function unknot_register_setting() {
	register_setting(
		'unknot',
		UNKNOT_SERVER,
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'unknot_clean_server',
		)
	);
}

/**
 * @param mixed $address as it was typed or stored
 * @return string scheme, host and port alone, such as `https://intake.example`; empty where it is no such address
 */
function unknot_clean_server( $address ) {
	$parts = is_string( $address ) ? wp_parse_url( trim( $address ) ) : false;
	if ( ! is_array( $parts ) || empty( $parts['host'] ) || empty( $parts['scheme'] ) ) {
		return '';
	}
	$is_here = in_array( $parts['host'], array( 'localhost', '127.0.0.1' ), true );
	if ( 'https' !== $parts['scheme'] && ! ( $is_here && 'http' === $parts['scheme'] ) ) {
		return '';
	}
	$port = isset( $parts['port'] ) ? ':' . (int) $parts['port'] : '';
	return esc_url_raw( $parts['scheme'] . '://' . $parts['host'] . $port, array( 'http', 'https' ) );
}

function unknot_add_page() {
	add_options_page( 'Unknot', 'Unknot', 'manage_options', 'unknot', 'unknot_print_page' );
}

function unknot_print_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1>Unknot</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'unknot' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="unknot-server"><?php esc_html_e( 'Server', 'unknot' ); ?></label></th>
					<td>
						<input id="unknot-server" name="<?php echo esc_attr( UNKNOT_SERVER ); ?>" type="url" class="regular-text"
							placeholder="https://intake.example" value="<?php echo esc_attr( get_option( UNKNOT_SERVER, '' ) ); ?>">
						<p class="description">
							<?php esc_html_e( 'Where your Unknot server is. Give it a host name of its own, not this site\'s: only then does "sealed" keep answers from other scripts on your pages.', 'unknot' ); ?>
						</p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
