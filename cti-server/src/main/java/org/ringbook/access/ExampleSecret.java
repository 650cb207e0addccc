package org.ringbook.access;

/** A setting has the value that stands in an example. */
class ExampleSecret extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param setting name of it */
    ExampleSecret(String setting) {
        super("The setting " + setting + " has the value of an example, which everybody knows.");
    }
}
