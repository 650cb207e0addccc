package org.ringbook.staff;

/**
 * A telephone that is somebody's at one telephone source only: two PBXs may have an extension 101 each, of two people.
 *
 * @param telephone an extension, or a mobile in E.164 with the plus
 * @param source its name in the settings
 */
public record BoundTelephone(String telephone, String source) {

    /** As people write it: {@code 101@branch}. */
    @Override
    public String toString() {
        return telephone + "@" + source;
    }
}
