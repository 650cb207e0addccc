package org.ringbook.reports;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an operator writes a bill: the block {@code ringbook.reports.bills.NAME}. Columns are named as the file's first line names them.
 *
 * @param start column of the call's beginning
 * @param number column of the number outside
 * @param seconds column of the billed time in seconds or as 0:05:35; empty where it is in minutes
 * @param minutes column of the billed minutes; empty where it is in seconds
 * @param timeFormat of the beginning
 * @param zone in which the operator's clock goes; empty for the company's
 * @param separator between columns
 * @param charset of the file
 * @param roundTo seconds to which each call is rounded up; 1 where nothing is
 * @param tolerance how far the beginnings of one call may lie apart
 * @param direction of the calls that are billed: outbound, inbound, or empty for both
 */
public record BillFormat(
        @DefaultValue("") String start,
        @DefaultValue("") String number,
        @DefaultValue("") String seconds,
        @DefaultValue("") String minutes,
        @DefaultValue("dd.MM.yyyy HH:mm:ss") String timeFormat,
        @DefaultValue("") String zone,
        @DefaultValue(";") String separator,
        @DefaultValue("UTF-8") String charset,
        @DefaultValue("60") int roundTo,
        @DefaultValue("2m") Duration tolerance,
        @DefaultValue("outbound") String direction) {

    boolean isDescribed() {
        return !start.isBlank() && !number.isBlank() && seconds.isBlank() != minutes.isBlank();
    }
}
