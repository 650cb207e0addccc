package org.ringbook.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ringbook.commands.Command;
import org.ringbook.pacing.BudgetPacing;
import org.ringbook.pacing.Pacing;
import org.ringbook.pacing.Shift;
import org.ringbook.pacing.ShiftResult;
import org.ringbook.pacing.VicidialPacing;
import org.ringbook.pacing.VicidialPacing.Guard;
import org.ringbook.pacing.World;

/** {@code simulate}: how busy agents are and how many people are dropped, by way of dialling and size of the team. */
public final class SimulateCommand implements Command {

    private static final double LIMIT = 0.03;
    private static final double BELOW = 0.025;
    private static final Set<String> KNOWN = Set.of("agents", "seeds", "first-seed", "rate", "policy");
    private static final int MOST_AGENTS = 200;
    private static final int MOST_SEEDS = 1_000;

    private static final String USAGE = """
            Usage: java -jar cti-server.jar simulate [--agents=3,5,10,20,40] [--seeds=4] [--first-seed=0] [--rate=0.25] [--policy=NAME]

            Plays shifts of eight hours on a virtual clock: talk 90 s, wrap-up 20 s, an answer after 12 s, a line given up after 25 s,
            people who answer wait two seconds. The same seeds make the same table. A rate of several parts (0.3,0.45,0.21) is one that
            changes in the shift.

            Policies: progressive, fixed-1.5, fixed-2.0, vicidial-hard, vicidial-average, vicidial-tapered, budget, strict
            """;

    @Override
    public String name() {
        return "simulate";
    }

    private static Map<String, Supplier<Pacing>> policies() {
        var all = new LinkedHashMap<String, Supplier<Pacing>>();
        all.put("progressive", Pacing::progressive);
        all.put("fixed-1.5", () -> Pacing.fixedRatio(1.5));
        all.put("fixed-2.0", () -> Pacing.fixedRatio(2.0));
        all.put("vicidial-hard", () -> new VicidialPacing(Guard.HARD_LIMIT, LIMIT, -1, 9, 17));
        all.put("vicidial-average", () -> new VicidialPacing(Guard.AVERAGE, LIMIT, -1, 9, 17));
        all.put("vicidial-tapered", () -> new VicidialPacing(Guard.TAPERED, LIMIT, -1, 9, 17));
        all.put("budget", () -> BudgetPacing.of(BELOW, BudgetPacing.USUAL_ALPHA));
        all.put("strict", () -> BudgetPacing.strict(LIMIT, LIMIT));
        return all;
    }

    /** What is played. */
    private record Plan(int[] agents, int seeds, long first, double[] rate, List<String> chosen) {

        static Plan of(List<String> args) {
            Map<String, String> given = new HashMap<>();
            for (String arg : args) {
                String[] parts = arg.replaceFirst("^--", "").split("=", 2);
                if (!arg.startsWith("--") || parts.length < 2 || !KNOWN.contains(parts[0])) {
                    throw new IllegalArgumentException("Not understood: " + arg);
                }
                given.put(parts[0], parts[1]);
            }
            int[] agents = Arrays.stream(
                            given.getOrDefault("agents", "3,5,10,20,40").split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            double[] rate = Arrays.stream(given.getOrDefault("rate", "0.25").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            var plan = new Plan(
                    agents,
                    Integer.parseInt(given.getOrDefault("seeds", "4")),
                    Long.parseLong(given.getOrDefault("first-seed", "0")),
                    rate,
                    given.containsKey("policy")
                            ? List.of(given.get("policy").split(","))
                            : List.copyOf(policies().keySet()));
            plan.requireSound();
            return plan;
        }

        private void requireSound() {
            require(Arrays.stream(agents).allMatch(count -> count >= 1 && count <= MOST_AGENTS), "1 to 200 agents");
            require(seeds >= 1 && seeds <= MOST_SEEDS, "1 to 1000 seeds");
            require(Arrays.stream(rate).allMatch(share -> share > 0 && share <= 1), "a rate between 0 and 1");
            require(
                    policies().keySet().containsAll(chosen),
                    "policies: " + String.join(", ", policies().keySet()));
        }

        private static void require(boolean sound, String words) {
            if (!sound) {
                throw new IllegalArgumentException("There are " + words + ".");
            }
        }
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        Plan plan;
        try {
            plan = Plan.of(args);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
        out.printf(
                Locale.ROOT,
                "%-17s %6s %9s %8s %8s %11s %9s %9s %8s%n",
                "policy",
                "agents",
                "occupancy",
                "drops",
                "worst",
                "over 3 %",
                "wait p99",
                "idle p90",
                "dials");
        for (String policy : plan.chosen()) {
            for (int agents : plan.agents()) {
                out.println(row(policy, agents, plan));
            }
        }
        return 0;
    }

    private static String row(String policy, int agents, Plan plan) {
        var shifts = new ArrayList<ShiftResult>();
        for (long seed = plan.first(); seed < plan.first() + plan.seeds(); seed++) {
            shifts.add(Shift.play(
                    World.usual(agents, plan.rate()), policies().get(policy).get(), seed));
        }
        double occupancy =
                shifts.stream().mapToDouble(ShiftResult::occupancy).average().orElseThrow();
        long humans = shifts.stream().mapToLong(ShiftResult::humans).sum();
        long drops = shifts.stream().mapToLong(ShiftResult::drops).sum();
        long over = shifts.stream().filter(shift -> shift.dropRate() > LIMIT).count();
        return String.format(
                Locale.ROOT,
                "%-17s %6d %8.1f%% %7.2f%% %7.2f%% %7d of %d %8.2fs %8.1fs %8d",
                policy,
                agents,
                occupancy * 100,
                humans == 0 ? 0 : 100.0 * drops / humans,
                100 * shifts.stream().mapToDouble(ShiftResult::worst).max().orElseThrow(),
                over,
                plan.seeds(),
                shifts.stream()
                        .mapToDouble(shift -> ShiftResult.quantile(shift.waits(), 0.99))
                        .max()
                        .orElseThrow(),
                shifts.stream()
                        .mapToDouble(shift -> ShiftResult.quantile(shift.idles(), 0.9))
                        .max()
                        .orElseThrow(),
                shifts.stream().mapToLong(ShiftResult::dials).sum());
    }
}
