package org.ringbook.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry is about, for who looks for some of them. */
public enum AuditKind {
    /** People, their roles, rights, telephones and passwords. */
    STAFF,
    /** Tokens with which programs sign in. */
    TOKEN,
    /** The list of what comes of a call. */
    DISPOSITION,
    /** How many calls may be begun, and where to. */
    LIMIT,
    /** Other systems that are told of calls. */
    WEBHOOK,
    /** Connections to telephone systems. */
    CONNECTION,
    /** Clients, many at once or for good: imports, merging, destroying what is held of a person. */
    CLIENTS,
    /** Call lists. */
    CAMPAIGN,
    /** The call log: calls derived again, and taken back. */
    CALLS,
    /** Whom nobody calls: added, ended, called all the same. */
    DO_NOT_CALL,
    /** Supervisors who listen to a colleague, and how; each beginning and end stands with the requests of call control. */
    SUPERVISION,
    /** Pages for a wall, and the links to them. */
    PANEL,
    /** Plans, rules of pay, costs of advertising. */
    PLAN,
    /** What the program does by itself. */
    ROBOT,
    /** The settings file. */
    SETTINGS;

    /** In addresses and JSON: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuditKind> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
