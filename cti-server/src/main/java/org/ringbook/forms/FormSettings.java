package org.ringbook.forms;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The forms that may send leads, by the name in their address.
 *
 * @param forms by name
 * @param fromAddress messages of one address within an hour, beyond which they are doubtful
 * @param ofForm messages of one form within a minute, beyond which they are refused
 * @param ofPhone messages with one number within an hour, beyond which they are doubtful
 * @param keep how long messages are kept word for word
 */
@ConfigurationProperties("ringbook.web-forms")
record FormSettings(
        Map<String, Form> forms,
        @DefaultValue("30") int fromAddress,
        @DefaultValue("60") int ofForm,
        @DefaultValue("3") int ofPhone,
        @DefaultValue("90d") Duration keep) {

    FormSettings {
        forms = forms == null ? Map.of() : Map.copyOf(forms);
    }

    /**
     * @param preset whose messages: tilda, envybox, marquiz, october, roistat, plain
     * @param secret last part of the address, or the key in the message; at least 16 characters
     * @param signature secret by which a server signs the body in the header X-Signature: sha256=HEX; null when it does not
     * @param source what the lead says of where it came from; null for the form's name
     * @param queue of the leads; null for the usual one
     * @param fields where each field stands, instead of the preset's: name, phone, email, company, text, page, key
     * @param answer body of the answer
     */
    record Form(
            @DefaultValue("plain") String preset,
            String secret,
            String signature,
            String source,
            String queue,
            Map<String, List<String>> fields,
            @DefaultValue("ok") String answer) {

        Form {
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }

        /** Whether the address that a message comes from is that of a service or of the site's own server, not of a visitor. */
        boolean comesOfOneServer() {
            return signature != null || Preset.isService(preset);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Form[" + preset + "]";
        }
    }
}
