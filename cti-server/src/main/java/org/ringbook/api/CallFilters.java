package org.ringbook.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameters by which calls are looked for, as {@link CallSearch} reads them. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "Start of the call, inclusive. ISO-8601 with offset, or a date for midnight UTC.",
        example = "2026-03-01T09:00:00Z")
@Parameter(name = "to", in = ParameterIn.QUERY, description = "Start of the call, exclusive.", example = "2026-03-02")
@Parameter(
        name = "direction",
        in = ParameterIn.QUERY,
        schema = @Schema(allowableValues = {"inbound", "outbound", "internal"}))
@Parameter(
        name = "result",
        in = ParameterIn.QUERY,
        schema = @Schema(allowableValues = {"answered", "missed", "busy", "no_answer", "failed"}))
@Parameter(
        name = "agent",
        in = ParameterIn.QUERY,
        description = "Telephone (extension, or a mobile of one of our people) that spoke, was rung or placed the call;"
                + " several with commas between. Whose telephone it is now is found by each that they have; for a person"
                + " whatever their telephone was then, ask by `staff`.",
        example = "101,102")
@Parameter(
        name = "staff",
        in = ParameterIn.QUERY,
        description =
                "Id of one of our people who spoke, was rung or placed the call, by whichever telephone they had in"
                        + " that moment; several with commas between.",
        example = "019ad000-0000-7000-8000-000000000001")
@Parameter(
        name = "number",
        in = ParameterIn.QUERY,
        description = "Outside number, E.164 (the plus as %2B) or as it is dialled.",
        example = "+79161112233")
@Parameter(
        name = "part",
        in = ParameterIn.QUERY,
        description = "Three to fifteen digits that the outside number has anywhere.",
        example = "11122")
@Parameter(name = "contact", in = ParameterIn.QUERY, description = "Id of a contact: calls with any of their numbers.")
@Parameter(name = "line", in = ParameterIn.QUERY, description = "Our number, E.164.", example = "+74957770001")
@Parameter(name = "queue", in = ParameterIn.QUERY, description = "Last queue or group.", example = "sales")
@Parameter(
        name = "disposition",
        in = ParameterIn.QUERY,
        description = "Id of what was chosen after the call, from `/api/dispositions`.")
@Parameter(
        name = "sound",
        in = ParameterIn.QUERY,
        description =
                "`bad` for calls in which a telephone of ours heard badly or was heard badly: an estimate below 3.6,"
                        + " as the agent program told it (`legs[].quality`).",
        schema = @Schema(allowableValues = {"bad"}))
@interface CallFilters {}
