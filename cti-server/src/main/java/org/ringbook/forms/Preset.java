package org.ringbook.forms;

import java.util.List;
import java.util.Map;

/**
 * Where the fields of a sender's messages stand. What the settings of a form say goes before.
 *
 * @param fields names of a field, the first that there is counts: name, phone, email, company, text, page, key (its id of the message)
 * @param answers the list of questions and answers of a quiz: its name, and the names of the two; empty for none
 * @param secretField field of the message in which the secret stands; null when it stands in the address
 */
record Preset(Map<String, List<String>> fields, List<String> answers, String secretField) {

    private static final List<String> NAMES = List.of("name", "fio", "username", "your-name", "имя", "fullname");
    private static final List<String> PHONES = List.of("phone", "tel", "telephone", "your-phone", "телефон", "mobile");
    private static final List<String> EMAILS = List.of("email", "mail", "e-mail", "your-email", "почта");
    private static final List<String> TEXTS =
            List.of("text", "message", "comment", "comments", "your-message", "textarea", "сообщение");
    private static final List<String> PAGES = List.of("page", "url", "referer", "referrer", "href");
    private static final List<String> COMPANIES = List.of("company", "organization", "компания");

    private static final Map<String, Preset> KNOWN = Map.of(
            "plain",
            of(List.of("id", "key")),
            "october",
            of(List.of("id", "key", "_session_key")),
            "tilda",
            of(List.of("tranid")),
            "roistat",
            new Preset(
                    Map.of(
                            "name",
                            NAMES,
                            "phone",
                            PHONES,
                            "email",
                            EMAILS,
                            "company",
                            COMPANIES,
                            "text",
                            List.of("text", "title"),
                            "page",
                            List.of("data.page", "landing_page", "page"),
                            "key",
                            List.of("id")),
                    List.of(),
                    null),
            "envybox",
            new Preset(
                    Map.of(
                            "name",
                            NAMES,
                            "phone",
                            PHONES,
                            "email",
                            EMAILS,
                            "company",
                            COMPANIES,
                            "text",
                            List.of("call_state", "message"),
                            "page",
                            List.of("url", "site", "referrer"),
                            "key",
                            List.of("call_id")),
                    List.of(),
                    "key"),
            "marquiz",
            new Preset(
                    Map.of(
                            "name",
                            List.of("contacts.name", "name"),
                            "phone",
                            List.of("contacts.phone", "phone"),
                            "email",
                            List.of("contacts.email", "email"),
                            "company",
                            COMPANIES,
                            "text",
                            List.of("contacts.text", "text"),
                            "page",
                            List.of("extra.href", "extra.url", "page"),
                            "key",
                            List.of()),
                    List.of("answers", "q", "a"),
                    null));

    private static Preset of(List<String> keys) {
        return new Preset(
                Map.of(
                        "name", NAMES, "phone", PHONES, "email", EMAILS, "company", COMPANIES, "text", TEXTS, "page",
                        PAGES, "key", keys),
                List.of(),
                null);
    }

    /** Null when there is none of this name. */
    static Preset named(String name) {
        return KNOWN.get(name);
    }

    static List<String> names() {
        return KNOWN.keySet().stream().sorted().toList();
    }
}
