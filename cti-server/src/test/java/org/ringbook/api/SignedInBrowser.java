package org.ringbook.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as signing in and sending forms needs: one cookie, and the hidden field of the forms. */
public final class SignedInBrowser {

    private static final Pattern HIDDEN = Pattern.compile("(?:name=\"_csrf\" value|data-token)=\"([^\"]+)\"");

    private final int port;
    private String cookie = "";

    public SignedInBrowser(int port, String login, String password) {
        this.port = port;
        post("/sign-in", "login=" + coded(login) + "&password=" + coded(password));
    }

    public String cookie() {
        return cookie;
    }

    public Http.Answer get(String address) {
        return remembered(http().get(address));
    }

    /** @param form fields, coded; the hidden one is added */
    public Http.Answer post(String address, String form) {
        String whole = form + "&_csrf=" + coded(csrf());
        return remembered(http().header("Content-Type", "application/x-www-form-urlencoded")
                .post(address, whole));
    }

    public static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String csrf() {
        Http.Answer form = get("/sign-in");
        Matcher field = HIDDEN.matcher(form.status() == 200 ? form.body() : get("/").body());
        if (!field.find()) {
            throw new IllegalStateException("No form at " + form.status());
        }
        return field.group(1);
    }

    private Http http() {
        var http = new Http(port);
        return cookie.isEmpty() ? http : http.header("Cookie", cookie);
    }

    private Http.Answer remembered(Http.Answer answer) {
        answer.response().headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("ringbook="))
                .forEach(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }
}
