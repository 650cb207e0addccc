package org.ringbook.http;

/** Settings of the port with which the server cannot start. */
class HttpMisconfigured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String todo;

    HttpMisconfigured(String what, String todo) {
        super(what);
        this.todo = todo;
    }

    String todo() {
        return todo;
    }
}
