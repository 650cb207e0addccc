package org.ringbook.forms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the fields of a sender's messages stand. What the settings of a form say goes before.
 *
 * @param fields names of a field, the first that there is counts: name, phone, email, company, text, page, key (its id of the message)
 * @param answers the list of questions and answers of a quiz: its name, and the names of the two; empty for none
 * @param secretField field of the message in which the secret stands; null when it stands in the address
 */
record Preset(Map<String, List<String>> fields, List<String> answers, String secretField) {

    /** Call tracking of Roistat: one message when a call begins, and one when it is over. */
    private static final String CALLS = "roistat-calls";

    /** A form of the site by which clients complain. */
    private static final String CLAIM = "claim";

    /** Where forms that nobody described have them. */
    private static final Map<String, List<String>> USUALLY = Map.of(
            "name", List.of("name", "fio", "username", "your-name", "имя", "fullname"),
            "phone", List.of("phone", "tel", "telephone", "your-phone", "телефон", "mobile"),
            "email", List.of("email", "mail", "e-mail", "your-email", "почта"),
            "company", List.of("company", "organization", "компания"),
            "text", List.of("text", "message", "comment", "comments", "your-message", "textarea", "сообщение"),
            "page", List.of("page", "url", "referer", "referrer", "href"),
            "key", List.of());

    private static final Map<String, Preset> KNOWN = Map.of(
            "plain",
            of(Map.of()),
            "october",
            of(Map.of()),
            "tilda",
            of(Map.of("key", List.of("tranid"))),
            CALLS,
            of(Map.of("phone", List.of("caller"), "key", List.of("id"))),
            CLAIM,
            of(Map.of(
                    "subject", List.of("subject", "title", "тема"),
                    "order", List.of("order", "order_number", "invoice", "заказ"),
                    "key", List.of("id"))),
            "roistat",
            of(Map.of(
                    "text", List.of("text", "title"),
                    "page", List.of("data.page", "landing_page", "page"),
                    "key", List.of("id"))),
            "envybox",
            new Preset(
                    fields(Map.of(
                            "text", List.of("call_state", "message"),
                            "page", List.of("url", "site", "referrer"),
                            "key", List.of("call_id"))),
                    List.of(),
                    "key"),
            "marquiz",
            new Preset(
                    fields(Map.of(
                            "name", List.of("contacts.name", "name"),
                            "phone", List.of("contacts.phone", "phone"),
                            "email", List.of("contacts.email", "email"),
                            "text", List.of("contacts.text", "text"),
                            "page", List.of("extra.href", "extra.url", "page"))),
                    List.of("answers", "q", "a"),
                    null));

    private static final Set<String> SERVICES = Set.of("tilda", "roistat", CALLS, "envybox", "marquiz");

    /** Whether a service sends for its users: then all messages come from its few addresses. */
    static boolean isService(String name) {
        return SERVICES.contains(name);
    }

    private static Preset of(Map<String, List<String>> own) {
        return new Preset(fields(own), List.of(), null);
    }

    /** @param own what this sender calls otherwise */
    private static Map<String, List<String>> fields(Map<String, List<String>> own) {
        var fields = new HashMap<>(USUALLY);
        fields.putAll(own);
        return Map.copyOf(fields);
    }

    /** Whether its messages tell of calls, and make no leads. */
    static boolean isOfCalls(String name) {
        return CALLS.equals(name);
    }

    /** Whether its messages are claims, and make no leads. */
    static boolean isOfClaims(String name) {
        return CLAIM.equals(name);
    }

    /** Null when there is none of this name. */
    static Preset named(String name) {
        return KNOWN.get(name);
    }

    static List<String> names() {
        return KNOWN.keySet().stream().sorted().toList();
    }
}
