package org.ringbook.lab;

import java.util.List;

/** Who calls whom in all stories: our people, our lines, the people outside. */
public final class Cast {

    private Cast() {}

    // Our people. Gleb never picks up by himself, nobody sits at 105.
    public static final String ANNA = "101";
    public static final String BORIS = "102";
    public static final String VERA = "103";
    public static final String GLEB = "104";
    public static final String EMPTY_DESK = "105";
    /** Nobody's: who is sent there hears something. */
    public static final String ANNOUNCEMENT = "850";
    /** Has two devices, which ring together. */
    public static final String DINA = "106";

    /** Phones that are there; 105 has never registered. */
    public static final List<String> PHONES = List.of(ANNA, BORIS, VERA, GLEB);

    // Our lines. The number is what the company owns, the line is what the carrier asks for.
    public static final Line ANNAS_LINE = new Line("74957770001");
    public static final Line RING_GROUP = new Line("74957770002");
    public static final Line HUNT = new Line("74957770003");
    public static final Line SALES_QUEUE = new Line("74957770004");
    public static final Line SUPPORT_QUEUE = new Line("74957770005");
    public static final Line SHORT_QUEUE = new Line("74957770006");
    public static final Line MENU = new Line("74957770007");
    public static final Line FORWARDED = new Line("74957770008");
    public static final Line MAILBOX = new Line("74957770009");
    public static final Line EMPTY_DESK_LINE = new Line("74957770010");
    public static final Line BORIS_LINE = new Line("74957770011");
    public static final Line VERAS_LINE = new Line("74957770012");
    public static final Line RINGS_SHORTLY = new Line("74957770013");
    public static final Line OUT_OF_HOURS = new Line("74957770014");
    public static final Line LOCAL_GROUP = new Line("74957770015");
    public static final Line FOLLOW_ME = new Line("74957770016");
    public static final Line FOLLOW_ME_ON_THE_WIRE = new Line("74957770017");
    public static final Line NESTED_GROUPS = new Line("74957770018");
    public static final Line QUEUE_THEN_MAILBOX = new Line("74957770019");
    public static final Line FIELD_QUEUE = new Line("74957770020");
    public static final Line FIELD_QUEUE_ON_THE_WIRE = new Line("74957770021");
    public static final Line DINAS_LINE = new Line("74957770022");
    public static final Line NOT_TO_BE_DISTURBED = new Line("74957770023");
    public static final Line OPEN_LINE = new Line("74957770024");
    /** Only in the lab {@code agi}. */
    public static final Line WHO_IS_CALLING = new Line("74957770031");

    /** Only in the lab {@code recording}. */
    public static final Line RECORDED = new Line("74957770032");

    public static final Line RECORDED_BY_SIDES = new Line("74957770033");
    public static final Line RECORDED_UNDER_A_NAME = new Line("74957770034");

    /** Each telephone that answers is recorded by itself. */
    public static final Line RECORDED_BY_TELEPHONE = new Line("74957770038");

    public static final Line RECORDED_TWICE = new Line("74957770039");

    public static final Line ANNA_BEHIND_A_WIRE = new Line("74957770025");

    /** The number that the company shows when it calls. */
    public static final Line SHOWN = ANNAS_LINE;

    // The people outside, each with a number that carriers write in their own ways.
    public static final Outside IVAN = new Outside("79161112233");
    public static final Outside OLGA = new Outside("79262223344");
    public static final Outside OFFICE = new Outside("74956660011");
    /** Vera's mobile, to which a line is forwarded. */
    public static final Outside VERAS_MOBILE = new Outside("79165550099");

    public record Line(String digits) {
        public String e164() {
            return "+" + digits;
        }
    }

    public record Outside(String digits) {
        public String e164() {
            return "+" + digits;
        }

        /** As dialled inside Russia: 8916… */
        public String national() {
            return "8" + digits.substring(1);
        }

        /** As some carriers show it: 916… */
        public String bare() {
            return digits.substring(1);
        }
    }
}
