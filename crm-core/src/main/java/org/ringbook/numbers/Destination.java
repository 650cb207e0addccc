package org.ringbook.numbers;

/**
 * Where a number of the public network leads, for whoever decides what may be dialled.
 *
 * @param country ISO 3166 code, "RU"; "001" for numbers of no country
 * @param kind what dialling it is likely to cost
 */
public record Destination(String country, Kind kind) {

    public enum Kind {
        ORDINARY,
        /** The owner of the number earns by the call. */
        PREMIUM,
        /** Satellites, and networks of no country, which cost as much. */
        SATELLITE
    }
}
