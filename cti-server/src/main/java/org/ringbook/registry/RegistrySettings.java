package org.ringbook.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service that is asked, as its documents describe it. Without an address nobody is.
 *
 * @param headers such as Authorization; secret
 * @param body with {inn} where the INN stands; of a GET the address has it
 * @param fields JSON pointers of the answer: name, fullName, kpp, ogrn, legalAddress, headName, headPost, status
 * @param states the service's words for the states: active, liquidating, liquidated, bankrupt, reorganizing
 */
@ConfigurationProperties("ringbook.registry")
record RegistrySettings(
        URI url,
        @DefaultValue("POST") String method,
        Map<String, String> headers,

        @DefaultValue("{\"query\":\"{inn}\",\"branch_type\":\"MAIN\"}")
        String body,

        Map<String, String> fields,
        Map<String, String> states) {

    private static final String DATA = "/suggestions/0/data";
    private static final Map<String, String> FIELDS = Map.of(
            "name", DATA + "/name/short_with_opf",
            "fullName", DATA + "/name/full_with_opf",
            "kpp", DATA + "/kpp",
            "ogrn", DATA + "/ogrn",
            "legalAddress", DATA + "/address/value",
            "headName", DATA + "/management/name",
            "headPost", DATA + "/management/post",
            "status", DATA + "/state/status");
    private static final Map<String, String> STATES = Map.of(
            "ACTIVE",
            "active",
            "LIQUIDATING",
            "liquidating",
            "LIQUIDATED",
            "liquidated",
            "BANKRUPT",
            "bankrupt",
            "REORGANIZING",
            "reorganizing");

    RegistrySettings {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        fields = with(FIELDS, fields);
        states = with(STATES, states);
    }

    private static Map<String, String> with(Map<String, String> usual, Map<String, String> own) {
        var all = new HashMap<>(usual);
        if (own != null) {
            all.putAll(own);
        }
        return Map.copyOf(all);
    }

    /** Without the headers: a token stands in them. */
    @Override
    public String toString() {
        return "RegistrySettings[" + url + "]";
    }
}
