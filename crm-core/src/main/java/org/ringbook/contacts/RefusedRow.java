package org.ringbook.contacts;

import org.ringbook.refusals.Refusal;

/**
 * A row of an imported file that did not become a record.
 *
 * @param row counted from 1, as a spreadsheet shows it
 * @param column its name in the file; null when the whole row is at fault
 * @param value of the cell, at most about 100 characters of it; null when the whole row is at fault
 */
public record RefusedRow(long row, String column, String value, Refusal why) {}
