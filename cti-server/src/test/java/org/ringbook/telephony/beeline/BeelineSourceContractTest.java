package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.webhooks.HookSourceContract;

class BeelineSourceContractTest extends HookSourceContract {

    private final BeelineCloud cloud = BeelineCloud.open();
    private final List<String> oneCall = oneCall();

    /** The same events whenever they are told. */
    private static List<String> oneCall() {
        try (BeelineCloud played = Stories.staffed().collects(true)) {
            played.at(java.time.Instant.now().minusSeconds(300));
            new Stories(played).answered();
            return played.told();
        }
    }

    @Override
    protected PbxSource source() {
        return BeelineBench.source(BeelineBench.settings(cloud, Duration.ZERO));
    }

    @Override
    protected void otherSideStarts() {
        cloud.start();
    }

    @Override
    protected void otherSideStops() {
        cloud.close();
    }

    @Override
    protected void tellsTo(String address) {
        cloud.reaches(address);
    }

    @Override
    protected void saysGarbage() {
        cloud.send(BeelineBench.url(), "<xsi:Event");
        cloud.send(BeelineBench.url(), "<Event/>");
        cloud.send(BeelineBench.url(), "no XML at all");
    }

    @Override
    protected void saysOneCall() {
        oneCall.forEach(event -> cloud.send(BeelineBench.url(), event));
    }

    @Override
    protected Form believed() {
        return new Form(BeelineBench.SECRET, oneCall.get(0));
    }

    @Override
    protected Form forged() {
        return new Form("a-secret-of-somebody-else", oneCall.get(0));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(cloud.token(), BeelineBench.SECRET);
    }

    @Override
    protected Set<String> threadNames() {
        return Set.of("beeline-");
    }
}
