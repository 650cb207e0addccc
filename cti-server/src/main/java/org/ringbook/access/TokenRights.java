package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** What a token of each scope may ask for. Roles and rights of its owner are asked besides. */
final class TokenRights {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern SESSION = Pattern.compile("/agents/(session|line)");
    private static final Pattern CALLS = Pattern.compile(
            "/api/calls(/[^/]+/(hangup|transfer|pickup|hold|listen|whisper|barge"
                    + "|recording/(pause|resume)))?|/api/call-requests/[^/]+/(complete|cancel)|/api/queue-pauses/[^/]+");

    /** What lasts longer than a token does, or lets somebody in: only a person who signed in with a password. */
    private static final Pattern OF_PEOPLE = Pattern.compile("POST /api/tokens|PUT /api/staff/[^/]+/password");

    private TokenRights() {}

    /** Whether only a person may ask for it, and no token. */
    static boolean onlyPeople(HttpServletRequest request) {
        return OF_PEOPLE
                .matcher(request.getMethod() + " " + request.getServletPath())
                .matches();
    }

    /** Whether it is the upgrade to the agents' session. */
    static boolean isSession(HttpServletRequest request) {
        return SESSION.matcher(request.getServletPath()).matches();
    }

    static boolean allows(AccessToken.Scope scope, HttpServletRequest request) {
        String path = request.getServletPath();
        return switch (scope) {
            case READ -> reads(request) && !SESSION.matcher(path).matches();
            case DIAL ->
                reads(request)
                        || request.getMethod().equals("POST")
                                && CALLS.matcher(path).matches();
            case ALL -> !onlyPeople(request);
        };
    }

    private static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }
}
