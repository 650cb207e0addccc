package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * Why a request was not done (RFC 9457).
 *
 * @param title the status in words
 * @param detail what is wrong and what to do
 * @param instance the address that was asked
 * @param field the field or parameter at fault; absent when it is none
 * @param code stable word for programs; absent when the status says it all
 * @param missing names of all that is asked for and not there; absent when that is not why
 * @param found id of the record that is there already; absent when that is not why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem")
record Problem(
        String title,
        int status,
        String detail,
        String instance,
        String field,
        String code,
        UUID found,
        List<String> missing) {}
