package org.ringbook.faults;

import org.ringbook.faults.FaultProxy.Way;

/** What can go wrong between and under the programs, each with how long it lasts. */
enum FaultKind {
    AMI_RESET("AMI connections reset", 0, 0) {
        @Override
        void begin(House house) {
            house.network.reset();
        }
    },
    AMI_BLACKHOLED("AMI blackholed", 4, 20) {
        @Override
        void begin(House house) {
            house.network.set(Way.VANISH);
        }

        @Override
        void end(House house) {
            house.network.set(Way.PASS);
        }
    },
    AMI_SLOW("AMI at 1 byte/s", 4, 16) {
        @Override
        void begin(House house) {
            house.network.set(Way.DRIP);
        }

        @Override
        void end(House house) {
            house.network.set(Way.PASS);
        }
    },
    NETWORK_STALLED("AMI not read", 4, 20) {
        @Override
        void begin(House house) {
            house.network.set(Way.STALL);
        }

        @Override
        void end(House house) {
            house.network.set(Way.PASS);
        }
    },
    SERVER_FROZEN("server stopped (SIGSTOP)", 14, 14) {
        @Override
        void begin(House house) {
            house.server.freeze();
        }

        @Override
        void end(House house) {
            house.server.goOn();
        }
    },
    ASTERISK_RESTARTED("Asterisk killed, started", 0, 2) {
        @Override
        void begin(House house) {
            house.asterisk.kill();
        }

        @Override
        void end(House house) {
            house.asterisk.restart();
        }
    },
    SERVER_KILLED("server killed (-9), started", 0, 4) {
        @Override
        void begin(House house) {
            house.server.kill();
        }

        @Override
        void end(House house) {
            house.server.start();
        }
    },
    POSTGRES_STOPPED("PostgreSQL stopped at once", 1, 8) {
        @Override
        void begin(House house) {
            house.postgres.stopAtOnce();
        }

        @Override
        void end(House house) {
            house.postgres.start();
        }
    },
    DATABASE_VANISHED("database's host gone, in mid-statement", 4, 16) {
        @Override
        void begin(House house) {
            house.networkOfPostgres.set(Way.GONE);
        }

        @Override
        void end(House house) {
            house.networkOfPostgres.set(Way.PASS);
        }
    };

    final String words;
    final int leastSeconds;
    final int mostSeconds;

    FaultKind(String words, int leastSeconds, int mostSeconds) {
        this.words = words;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
    }

    abstract void begin(House house);

    /** Returns when all is as it was; the server may then still have to catch up. */
    void end(House house) {}
}
