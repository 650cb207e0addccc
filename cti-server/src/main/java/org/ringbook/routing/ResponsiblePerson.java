package org.ringbook.routing;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.WhoIsCalling;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The caller's name and the responsible person, from the contacts. Of a number that several share, only what is true of all of
 * them is told: a wrong name on a telephone is worse than none, and a wrong person worse still.
 */
@Component
class ResponsiblePerson implements WhoIsCalling {

    private static final int LONGEST_NAME = 60;

    private final Function<PhoneNumber, List<Caller>> directory;
    private final Predicate<Extension> works;

    @Autowired
    ResponsiblePerson(CallerDirectory directory, Staff staff) {
        this(directory::whoIs, extension -> staff.byExtension(extension).isPresent());
    }

    /** @param works whether somebody who still works here has this telephone */
    ResponsiblePerson(Function<PhoneNumber, List<Caller>> directory, Predicate<Extension> works) {
        this.directory = directory;
        this.works = works;
    }

    @Override
    public CallerAnswer whoIs(PhoneNumber number) {
        List<Caller> callers = directory.apply(number);
        if (callers.isEmpty()) {
            return CallerAnswer.NOBODY;
        }
        return new CallerAnswer(name(callers), responsible(callers));
    }

    private static String name(List<Caller> callers) {
        String company = common(callers, Caller::company);
        if (callers.size() > 1) {
            return shortened(company);
        }
        String name = callers.get(0).name();
        boolean both = name != null && company != null && !company.equals(name);
        return shortened(both ? name + ", " + company : name == null ? company : name);
    }

    private String responsible(List<Caller> callers) {
        String extension = common(callers, Caller::responsible);
        return Extension.isExtension(extension) && works.test(new Extension(extension)) ? extension : null;
    }

    /** @return null when they differ */
    private static String common(List<Caller> callers, Function<Caller, String> what) {
        String first = what.apply(callers.get(0));
        return callers.stream().allMatch(caller -> Objects.equals(first, what.apply(caller))) ? first : null;
    }

    private static String shortened(String name) {
        if (name == null) {
            return null;
        }
        String plain = name.replaceAll("\\p{C}+", " ").strip();
        int[] all = plain.codePoints().limit(LONGEST_NAME).toArray();
        return plain.isEmpty() ? null : new String(all, 0, all.length).strip();
    }
}
