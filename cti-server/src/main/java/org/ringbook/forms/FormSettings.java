package org.ringbook.forms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The forms that may send leads, by the name in their address.
 *
 * @param forms by name
 * @param fromAddress messages of one address within an hour, beyond which they are doubtful
 * @param ofForm messages of one form within a minute, beyond which they are refused
 * @param ofPhone messages with one number within an hour, beyond which they are doubtful
 * @param keep how long messages are kept word for word
 * @param spool where they lie while the database is away
 */
@ConfigurationProperties("ringbook.web-forms")
record FormSettings(
        Map<String, Form> forms,
        @DefaultValue("30") int fromAddress,
        @DefaultValue("60") int ofForm,
        @DefaultValue("3") int ofPhone,
        @DefaultValue("90d") Duration keep,
        @DefaultValue Spool spool) {

    FormSettings {
        forms = forms == null ? Map.of() : Map.copyOf(forms);
    }

    /**
     * @param folder made when it is first needed
     * @param files at most so many messages
     * @param size at most so much of the disk
     * @param leastFree so much of the disk stays free
     */
    record Spool(
            @DefaultValue("ringbook-data/forms") Path folder,
            @DefaultValue("10000") int files,
            @DefaultValue("200MB") DataSize size,
            @DefaultValue("200MB") DataSize leastFree) {}

    /**
     * Calling visitors at once.
     *
     * @param when never, always, or asked: where the field {@code callback} says so
     * @param patience how long somebody of ours is waited for
     */
    record Callback(
            @DefaultValue("never") When when,
            @DefaultValue("2m") Duration patience) {

        enum When {
            NEVER,
            ASKED,
            ALWAYS
        }

        boolean isWanted(FormReading reading) {
            return when == When.ALWAYS || when == When.ASKED && reading.asksForCall();
        }
    }

    /**
     * @param preset whose messages: tilda, envybox, marquiz, october, roistat, roistat-calls, claim, plain
     * @param secret last part of the address, or the key in the message; at least 16 characters
     * @param signature secret by which a server signs the body in the header X-Signature: sha256=HEX; null when it does not
     * @param source what the lead says of where it came from; null for the form's name
     * @param queue of the leads; null for the usual one
     * @param fields where each field stands, instead of the preset's: name, phone, email, company, text, page, key
     * @param answer body of the answer
     * @param token whether a message needs a token, which the page asks for at {@code …/start} when it is opened
     * @param origins of the pages whose scripts may send and ask: https://www.example.org
     * @param callback whether visitors are called at once
     */
    record Form(
            @DefaultValue("plain") String preset,
            String secret,
            String signature,
            String source,
            String queue,
            Map<String, List<String>> fields,
            @DefaultValue("ok") String answer,
            @DefaultValue("false") boolean token,
            Set<String> origins,
            @DefaultValue Callback callback) {

        Form {
            fields = fields == null ? Map.of() : Map.copyOf(fields);
            origins = origins == null ? Set.of() : Set.copyOf(origins);
            callback = callback == null ? new Callback(Callback.When.NEVER, Duration.ofMinutes(2)) : callback;
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
