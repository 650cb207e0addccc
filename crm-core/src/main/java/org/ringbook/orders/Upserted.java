package org.ringbook.orders;

/** What somebody told of, as it stands now. @param isNew false when it was there already */
public record Upserted<T>(T value, boolean isNew) {}
