package org.ringbook.telephony;

/**
 * Somebody whom a telephone system knows as an employee.
 *
 * @param name as it stands there; their login or number when they have none
 * @param telephone how their telephone stands in calls: our extension, or what the system itself calls it
 */
public record PbxEmployee(String name, String telephone) {}
