package io.anteroom.oidc.authorize;

import com.nimbusds.oauth2.sdk.ResponseMode;
import java.net.URI;
import java.util.Optional;

/**
 * Where a site wants people back. Made only of an address that is one of the site's own.
 *
 * @param redirectUri exactly as the site has it
 * @param state to be said again, exactly as it came
 * @param mode the part of the address in which the site looks for an answer
 */
record ReturnAddress(URI redirectUri, Optional<String> state, ResponseMode mode) {}
