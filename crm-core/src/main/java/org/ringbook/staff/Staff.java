package org.ringbook.staff;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.Extension;

/** The people of the company. Reading answers from memory and is fit for the pop-up's path; changing writes first. */
public interface Staff {

    List<StaffMember> all();

    Optional<StaffMember> find(UUID id);

    Optional<StaffMember> byLogin(String login);

    Optional<StaffMember> byExtension(Extension extension);

    /**
     * Adds or changes a person.
     *
     * @throws IllegalArgumentException with words for the user if the login or an extension is somebody else's
     */
    StaffMember save(StaffMember member);

    /** Sets the password for sign-in. Only its salted hash is kept. */
    void setPassword(UUID id, String password);

    /** The person, if login and password fit. Takes the same time whether the login exists or not. */
    Optional<StaffMember> signIn(String login, String password);
}
