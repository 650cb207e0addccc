package org.ringbook.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers may do with our answers: only files of this server, no script inside a page. Text that a caller chose
 * can then never become a program, should a page ever fail to escape it. htmx fits with {@code allowEval} and
 * {@code includeIndicatorStyles} off.
 */
final class PageHeaders {

    private static final String CONTENT = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private PageHeaders() {}

    static void on(HttpSecurity http) {
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .frameOptions(frame -> frame.deny()));
    }
}
