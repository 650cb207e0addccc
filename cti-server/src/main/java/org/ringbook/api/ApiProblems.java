package org.ringbook.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.ringbook.agents.Declined;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.contacts.legal.AlreadyKept;
import org.ringbook.contacts.legal.Doubtful;
import org.ringbook.control.CallRefused;
import org.ringbook.deals.Missing;
import org.ringbook.deals.StageAsks;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Every failure under {@code /api}, in words that say what to do; pages have their own. */
@Component
class ApiProblems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private record Answer(
            HttpStatusCode status, String field, String code, String detail, UUID found, List<String> missing) {

        Answer(HttpStatusCode status, String detail) {
            this(status, null, null, detail);
        }

        Answer(HttpStatusCode status, String field, String code, String detail) {
            this(status, field, code, detail, null);
        }

        Answer(HttpStatusCode status, String field, String code, String detail, UUID found) {
            this(status, field, code, detail, found, null);
        }
    }

    private final JsonMapper json;

    ApiProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (!request.getServletPath().startsWith("/api/") || response.isCommitted()) {
            return null;
        }
        Answer answer = answer(failure, request.getLocale());
        // Of a database that is away the log tells once, not for each request.
        if (answer.status().is5xxServerError() && !isDatabase(failure)) {
            LOG.error("{} {} failed", request.getMethod(), request.getServletPath(), failure);
        }
        write(request, response, answer);
        return new ModelAndView();
    }

    private static Answer answer(Exception failure, Locale locale) {
        if (failure instanceof NotDone why) {
            return new Answer(why.status(), why.field(), why.code(), why.getMessage());
        }
        if (failure instanceof Refused refused) {
            return new Answer(
                    "version".equals(refused.field()) ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST,
                    refused.field(),
                    refused.refusal().key(),
                    refused.words(locale));
        }
        if (failure instanceof StageAsks asks) {
            List<String> names = asks.missing().stream().map(Missing::name).toList();
            return new Answer(
                    HttpStatus.UNPROCESSABLE_CONTENT, names.get(0), "deals.missing", asks.words(locale), null, names);
        }
        if (failure instanceof Doubtful doubtful) {
            return ofDoubts(doubtful, locale);
        }
        if (failure instanceof AlreadyKept known) {
            return new Answer(
                    HttpStatus.CONFLICT,
                    "inn",
                    "contacts.legal.known",
                    known.words(locale),
                    known.kept().id());
        }
        if (failure instanceof PossibleDuplicates known) {
            return new Answer(
                    HttpStatus.CONFLICT,
                    null,
                    known.stops() ? "contacts.duplicate.stop" : "contacts.duplicate.ask",
                    known.words(locale),
                    known.duplicates().get(0).id());
        }
        if (failure instanceof Declined refused) {
            return ofCommand(refused.code(), refused.getMessage());
        }
        if (failure instanceof CallRefused refused) {
            return ofCommand(refused.code(), refused.notice().in(locale));
        }
        if (isDatabase(failure)) {
            return new Answer(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database does not answer at present. Try again in a few seconds.");
        }
        return ofSpring(failure);
    }

    private static Answer ofCommand(String code, String words) {
        boolean limited = code.startsWith("limit.");
        return new Answer(limited ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.CONFLICT, null, code, words);
    }

    /** What may be kept anyway. */
    private static Answer ofDoubts(Doubtful doubtful, Locale locale) {
        Doubtful.Doubt first = doubtful.doubts().get(0);
        return new Answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                first.field(),
                first.why().key(),
                doubtful.doubts().stream().map(doubt -> doubt.words(locale)).collect(Collectors.joining(" ")));
    }

    private static boolean isDatabase(Exception failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof TransactionException;
    }

    private static Answer ofSpring(Exception failure) {
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return UnreadableBody.read(unreadable)
                    .map(ApiProblems::wrong)
                    .orElseGet(
                            () -> new Answer(HttpStatus.BAD_REQUEST, "The request has no body. Send a JSON object."));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return new Answer(
                    HttpStatus.BAD_REQUEST,
                    mismatch.getName(),
                    null,
                    "\"" + Shown.text(mismatch.getValue()) + "\" does not fit for \"" + mismatch.getName() + "\".");
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            return new Answer(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    method.getMethod() + " is not possible here. Possible: " + method.getSupportedHttpMethods() + ".");
        }
        if (failure instanceof HttpMediaTypeNotSupportedException type) {
            boolean file = type.getSupportedMediaTypes().contains(MediaType.MULTIPART_FORM_DATA);
            return new Answer(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    file
                            ? "Send the file as the body, with Content-Type: text/csv, or as multipart/form-data."
                            : "Send the body as JSON, with Content-Type: application/json.");
        }
        if (failure instanceof InvalidParameterException) {
            return new Answer(HttpStatus.BAD_REQUEST, "A field of the address is no text in UTF-8.");
        }
        if (failure instanceof DateTimeException || failure instanceof ArithmeticException) {
            return new Answer(HttpStatus.BAD_REQUEST, "A time or number of the request is out of range.");
        }
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
            return new Answer(
                    HttpStatus.NOT_FOUND, "There is no such address. See /api/openapi.json for those there are.");
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return new Answer(HttpStatus.CONTENT_TOO_LARGE, "The file is too large. Split it and send it in parts.");
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return new Answer(known.getStatusCode(), known.getBody().getDetail());
        }
        return new Answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong in the server; its log says what. Nothing of the request may have been done.");
    }

    private static Answer wrong(NotDone why) {
        return new Answer(why.status(), why.field(), why.code(), why.getMessage());
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Answer answer) {
        HttpStatus status = HttpStatus.resolve(answer.status().value());
        var problem = new Problem(
                status == null ? "Error" : status.getReasonPhrase(),
                answer.status().value(),
                answer.detail(),
                request.getRequestURI(),
                answer.field(),
                answer.code(),
                answer.found(),
                answer.missing());
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem));
        } catch (IOException gone) {
            LOG.debug("The client went away", gone);
        }
    }
}
