package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** The facts of one group, told leg by leg. What is said of the whole call and of no single leg stands here, too. */
final class LegHistory {

    final Map<String, LegState> legs = new LinkedHashMap<>();
    // Most stay empty, and without room they cost nothing.
    final List<Transferred> transfers = new ArrayList<>(0);
    final List<QueueVisit> queues = new ArrayList<>(0);
    final List<Served> services = new ArrayList<>(0);
    final List<Parked> parkings = new ArrayList<>(0);
    final List<RecordingStarted> recordings = new ArrayList<>(0);
    final List<RecordingNamed> named = new ArrayList<>(0);
    /** {@link RecordingPaused}, {@link RecordingResumed} and {@link RecordingEnded}. */
    final List<CallFact> pauses = new ArrayList<>(0);

    final List<BroughtBy> brought = new ArrayList<>(0);
    final List<PickedUp> pickups = new ArrayList<>(0);
    /** The first of each kind. */
    Map<HealedFrom, Healed> healed = Map.of();

    /** In the order of time. */
    final List<LineReached> lines = new ArrayList<>(0);
    /** When something was told last by what tells nothing of hold; null when nothing was. */
    Instant holdNotTold;

    private final Part part;

    private LegHistory(Part part) {
        this.part = part;
    }

    /** The time in which a caller waited in a queue. */
    static final class QueueVisit {
        final String leg;
        final String queue;
        final Instant in;
        Instant out;
        /** Asterisk says so also when it takes the caller out of the queue by itself. */
        boolean abandoned;

        QueueVisit(String leg, String queue, Instant in) {
            this.leg = leg;
            this.queue = queue;
            this.in = in;
        }
    }

    static LegHistory of(Collection<CallFact> facts) {
        return of(facts, Part.ALL);
    }

    /** The facts as one of the calls sees them that are made of a group. */
    static LegHistory of(Collection<CallFact> facts, Part part) {
        var history = new LegHistory(part);
        for (CallFact fact : FactsInOrder.of(facts, part)) {
            history.tell(fact);
        }
        history.settle();
        return history;
    }

    private void tell(CallFact fact) {
        LegState leg = leg(fact.leg(), fact.at());
        if (fact instanceof LegBegan f) {
            began(leg, f);
        } else if (fact instanceof LegSeen f) {
            seen(leg, f);
        } else if (fact instanceof LegCalls f) {
            calls(leg, f);
        } else if (fact instanceof LegNumber f) {
            leg.number = leg.number == null ? f.number() : leg.number;
        } else if (fact instanceof ShownNumber f) {
            leg.shown = leg.shown == null ? f.number() : leg.shown;
        } else if (fact instanceof LegDialled f) {
            dialled(leg, f);
        } else if (fact instanceof LegRang) {
            leg.rangAt = leg.rangAt == null ? fact.at() : leg.rangAt;
        } else if (fact instanceof LegProgressed) {
            leg.progressAt = leg.progressAt == null ? fact.at() : leg.progressAt;
        } else if (fact instanceof LegUp) {
            leg.upAt = leg.upAt == null ? fact.at() : leg.upAt;
        } else if (fact instanceof DialEnded f) {
            leg.dialEnded(f.outcome(), f.at(), f.forwardedTo());
        } else if (fact instanceof NotTried) {
            leg.notTriedAt = fact.at();
        } else if (fact instanceof HungUp) {
            leg.hungUpAt = leg.hungUpAt == null ? fact.at() : leg.hungUpAt;
        } else if (fact instanceof LegEnded f) {
            // The last end counts: a leg of which more is heard afterwards had not ended.
            leg.endedAt = f.at();
            leg.endedWhy = f.why();
        } else {
            tellOfTogether(leg, fact);
        }
    }

    private void tellOfTogether(LegState leg, CallFact fact) {
        if (fact instanceof Joined f) {
            leg.join(f.bridge(), f.kind(), f.at());
            if (f.replaces() != null) {
                leg(f.replaces(), f.at()).leave(f.bridge(), f.at());
            }
        } else if (fact instanceof Left f) {
            leg.leave(f.bridge(), f.at());
        } else if (fact instanceof Held) {
            leg.hold(fact.at());
        } else if (fact instanceof Resumed) {
            leg.resume(fact.at());
        } else if (fact instanceof HoldNotTold) {
            holdNotTold = leg.guest ? holdNotTold : fact.at();
        } else if (fact instanceof Paired f) {
            leg.local = true;
            leg.pairedWith = f.other();
            LegState other = leg(f.other(), f.at());
            other.local = true;
            other.pairedWith = f.leg();
        } else if (fact instanceof Transferred f) {
            if (part.has(f.leg()) || part.has(f.moved()) || part.has(f.target())) {
                transfers.add(f);
            }
        } else if (fact instanceof PickedUp f) {
            leg(f.target(), f.at()).pickedUpAt = f.at();
            if (!leg.guest) {
                pickups.add(f);
            }
        } else if (!leg.guest) {
            tellOfPlaces(leg, fact);
        } else if (fact instanceof Listening) {
            leg.listening = true;
        }
    }

    private void tellOfPlaces(LegState leg, CallFact fact) {
        if (fact instanceof QueueJoined f) {
            queues.add(new QueueVisit(f.leg(), f.queue(), f.at()));
        } else if (fact instanceof QueueLeft f) {
            leaveQueue(f);
        } else if (fact instanceof Served f) {
            services.add(f);
        } else if (fact instanceof Parked f) {
            parkings.add(f);
        } else if (fact instanceof ClickToCall f) {
            leg.clickToCall = true;
            leg.clickToCallTo = leg.clickToCallTo == null ? f.to() : leg.clickToCallTo;
        } else if (fact instanceof RecordingStarted f) {
            recordings.add(f);
        } else if (fact instanceof RecordingNamed f) {
            named.add(f);
        } else if (fact instanceof RecordingPaused
                || fact instanceof RecordingResumed
                || fact instanceof RecordingEnded) {
            pauses.add(fact);
        } else if (fact instanceof BroughtBy f) {
            brought.add(f);
        } else if (fact instanceof LineReached f) {
            lines.add(f);
        } else if (fact instanceof Healed f) {
            healed = healed.isEmpty() ? new EnumMap<>(HealedFrom.class) : healed;
            healed.putIfAbsent(f.from(), f);
        } else if (fact instanceof Listening) {
            leg.listening = true;
        } else if (fact instanceof NailedUp f) {
            leg.nailedUp = true;
            leg.party = f.party() == null ? leg.party : f.party();
        }
    }

    private LegState leg(String id, Instant at) {
        LegState leg = legs.get(id);
        if (leg == null) {
            leg = new LegState(id);
            leg.first = at;
            leg.guest = !part.has(id);
            legs.put(id, leg);
        }
        return leg;
    }

    private static void began(LegState leg, LegBegan f) {
        if (leg.began != null) {
            return;
        }
        leg.began = f.at();
        leg.side = f.side();
        leg.local |= f.side() == Side.LOCAL;
        leg.outside = f.outside();
        leg.party = leg.party == null ? f.party() : leg.party;
        leg.number = leg.number == null ? f.number() : leg.number;
        leg.dialled = f.dialled();
        leg.identified = true;
    }

    private static void seen(LegState leg, LegSeen f) {
        if (leg.identified) {
            return;
        }
        leg.identified = true;
        leg.local |= f.local();
        leg.outside = f.outside();
        leg.party = leg.party == null ? f.party() : leg.party;
    }

    private static void calls(LegState leg, LegCalls f) {
        if (leg.callsAt == null) {
            leg.callsAt = f.at();
            leg.callsFrom = f.number();
            leg.callsTo = f.dialled();
        }
    }

    private static void dialled(LegState leg, LegDialled f) {
        if (leg.dialledAt == null) {
            leg.dialledAt = f.at();
            leg.dialledFrom = f.from();
        }
        leg.dialString = leg.dialString == null ? f.dialString() : leg.dialString;
    }

    private void leaveQueue(QueueLeft left) {
        for (QueueVisit visit : queues) {
            if (visit.leg.equals(left.leg()) && visit.queue.equals(left.queue())) {
                visit.abandoned |= left.abandoned();
                if (visit.out == null) {
                    visit.out = left.at();
                }
            }
        }
    }

    private void settle() {
        for (LegState leg : legs.values()) {
            LegState by = leg.dialledFrom == null ? null : legs.get(leg.dialledFrom);
            if (by != null) {
                by.dialsFromOutside();
            }
        }
        for (QueueVisit visit : queues) {
            legs.get(visit.leg).dialsFromOutside();
        }
        for (LegState leg : legs.values()) {
            leg.settleSide();
            leg.settleTry();
            if (leg.endedAt != null) {
                leg.leaveAll(leg.endedAt);
            }
        }
        for (QueueVisit visit : queues) {
            LegState leg = legs.get(visit.leg);
            if (visit.out == null && leg.endedAt != null) {
                visit.out = leg.endedAt;
            }
        }
        Attempts.settle(this);
    }

    LegState get(String id) {
        return id == null ? null : legs.get(id);
    }
}
