package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as signing in needs: one cookie and the hidden field of the form. */
final class Browser {

    private static final Pattern HIDDEN = Pattern.compile("(?:name=\"_csrf\" value|data-token)=\"([^\"]+)\"");
    private final Supplier<Http> server;
    private String cookie = "";
    private String cookieBefore = "";

    /** @param server a new request to it each time */
    Browser(Supplier<Http> server) {
        this.server = server;
    }

    /** The cookie as it was before signing in. */
    String cookieBefore() {
        return cookieBefore;
    }

    Http.Answer signIn(String login, String password) {
        String form = "login=" + login + "&password=" + password + "&_csrf="
                + URLEncoder.encode(csrf(), StandardCharsets.UTF_8);
        cookieBefore = cookie;
        return post("/sign-in", form);
    }

    String csrf() {
        Http.Answer form = get("/sign-in");
        Matcher field = HIDDEN.matcher(form.status() == 200 ? form.body() : get("/").body());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    Http with(Http http) {
        return cookie.isEmpty() ? http : http.header("Cookie", cookie);
    }

    Http.Answer get(String address) {
        return remembered(with(server.get()).get(address));
    }

    Http.Answer post(String address, String form) {
        return remembered(with(server.get())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post(address, form));
    }

    private Http.Answer remembered(Http.Answer answer) {
        answer.response().headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("ringbook="))
                .forEach(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }
}
