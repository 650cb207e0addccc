package org.ringbook.api;

import org.springframework.http.HttpStatus;

/** A request that is not done, with words for its sender. */
class NotDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String field;
    private final String code;

    private NotDone(HttpStatus status, String field, String code, String words) {
        super(words);
        this.status = status;
        this.field = field;
        this.code = code;
    }

    static NotDone wrong(String field, String words) {
        return new NotDone(HttpStatus.BAD_REQUEST, field, null, words);
    }

    static NotDone notFound(String words) {
        return new NotDone(HttpStatus.NOT_FOUND, null, null, words);
    }

    static NotDone notAllowed(String words) {
        return new NotDone(HttpStatus.FORBIDDEN, null, null, words);
    }

    static NotDone conflict(String field, String code, String words) {
        return new NotDone(HttpStatus.CONFLICT, field, code, words);
    }

    static NotDone tooLarge(String words) {
        return new NotDone(HttpStatus.CONTENT_TOO_LARGE, null, null, words);
    }

    HttpStatus status() {
        return status;
    }

    String field() {
        return field;
    }

    String code() {
        return code;
    }
}
