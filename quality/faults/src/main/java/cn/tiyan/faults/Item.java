package cn.tiyan.faults;

import java.time.Instant;

/**
 * One snapshot that a sender has to push. Its version shows wherever the record is read: the thing happened so many seconds after
 * {@link #EPOCH}.
 *
 * @param sender who pushes it
 * @param kind what it is
 * @param key what it is about, as the platform will list it
 * @param version the higher is the newer
 * @param body as it is pushed
 * @param calls whether an issue is called for by the rules the platform starts with
 */
record Item(Sender sender, Kind kind, String key, int version, String body, boolean calls) {

    static final Instant EPOCH = Instant.parse("2026-11-23T00:00:00Z");

    /** Who pushes; two of them sign with SM3. */
    enum Sender {
        SHENYANG("hotline-shenyang"), DALIAN("hotline-dalian"), LIAONING("rating-liaoning"), WINDOW("window-shenyang");

        private final String id;

        Sender(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        boolean chinese() {
            return this == DALIAN || this == WINDOW;
        }
    }

    /** What is pushed. */
    enum Kind {
        ORDER("hotline-orders"), SERVICE("rating-services"), RATING("ratings"), REPORT("window-reports");

        private final String address;

        Kind(String address) {
            this.address = address;
        }

        /** The last part of its address. */
        String address() {
            return address;
        }

        String path() {
            return "/api/v1/ingest/" + address;
        }
    }

    /** What all snapshots of one thing have in common. */
    Matter matter() {
        return new Matter(sender, kind, key);
    }

    /** What snapshots are about. */
    record Matter(Sender sender, Kind kind, String key) {
    }
}
