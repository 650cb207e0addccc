/**
 * The demo PBX: a small company that lives on a TCP port and speaks AMI as an Asterisk 22 does, so that a first start
 * shows calls, and a test needs no real Asterisk. Nothing of Ringbook's own way of reading calls is in here.
 */
@ApplicationModule(
        displayName = "Demo PBX",
        allowedDependencies = {
            "access",
            "attachments",
            "bin",
            "calls",
            "calls :: log",
            "campaigns",
            "claims",
            "contacts",
            "contacts :: details",
            "contacts :: legal",
            "deals",
            "dialrules",
            "events",
            "fields",
            "leads",
            "numbers",
            "rights",
            "sales",
            "scripts",
            "segments",
            "softphones",
            "staff",
            "tasks",
            "telephony",
            "telephony :: connections"
        })
package org.ringbook.demo;

import org.springframework.modulith.ApplicationModule;
