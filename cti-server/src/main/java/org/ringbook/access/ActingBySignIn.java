package org.ringbook.access;

import java.util.Optional;
import org.ringbook.audit.Acting;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is at work is who signed in to the request. */
@Component
class ActingBySignIn implements Acting {

    @Override
    public Optional<Actor> now() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof SignedIn person
                ? Optional.of(new Actor(person.id(), person.login(), person.token()))
                : Optional.empty();
    }
}
