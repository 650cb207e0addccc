package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.webhooks.HookSourceContract;

class MangoSourceContractTest extends HookSourceContract {

    private final MangoOffice office = MangoBench.staffed();
    private final List<MangoOffice.Told> call = new ArrayList<>();

    MangoSourceContractTest() {
        office.collects(true).at(Instant.now());
        new Stories(office).answered();
        call.addAll(office.told());
    }

    @Override
    protected PbxSource source() {
        return MangoBench.source(office, Duration.ZERO);
    }

    @Override
    protected void otherSideStarts() {
        office.start();
    }

    @Override
    protected void otherSideStops() {
        office.close();
    }

    @Override
    protected void tellsTo(String address) {
        office.tells(address);
    }

    @Override
    protected void saysGarbage() {
        office.sendForm("events/call", "vpbx_api_key=nobody&sign=0&json=%7B%7D");
        office.send("events/call", "{\"entry_id\":[]}");
        office.send("events/call", "no json at all");
    }

    @Override
    protected void saysOneCall() {
        call.forEach(one -> office.send(one.path(), one.json()));
    }

    @Override
    protected Form believed() {
        return new Form("events/call", office.form(call.get(0).json()));
    }

    @Override
    protected Form forged() {
        return new Form("events/call", office.form(call.get(0).json(), "0".repeat(64)));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(office.salt(), office.key());
    }

    @Override
    protected Set<String> threadNames() {
        return Set.of("mango-");
    }
}
