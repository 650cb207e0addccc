package org.ringbook.orders;

import org.ringbook.refusals.Refused;

/**
 * By what another system knows a thing: told again under the same name it is the same thing. Untrusted.
 *
 * @param source name of the system, such as 1c
 * @param id its own id there
 */
public record External(String source, String id) {

    /**
     * Null when neither is given.
     *
     * @throws Refused when one stands without the other, or is too long
     */
    public static External of(String source, String id) {
        String system = OrderRules.line("externalSource", source);
        String name = OrderRules.line("externalId", id);
        if (system == null && name == null) {
            return null;
        }
        if (system == null) {
            throw Refused.because("externalSource", "orders.external.both");
        }
        if (name == null) {
            throw Refused.because("externalId", "orders.external.both");
        }
        return new External(system, name);
    }

    static String source(External external) {
        return external == null ? null : external.source();
    }

    static String id(External external) {
        return external == null ? null : external.id();
    }
}
